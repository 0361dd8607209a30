//! Where calls go, as whom, and by which route.

use std::time::Duration;

use backup_model::{
    endpoint::Endpoint,
    operation::Scope,
    region::{self, Region},
    request::Request,
    service::Service,
    value::ProjectId,
};
use zeroize::Zeroizing;

use crate::{
    credential::Credential,
    error::Error,
    proxy::{ProxyHeader, Target, Template, Unusable},
    transport::{Call, Cookies},
};

/// Where calls go, as whom, and by which route.
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    /// Where calls go.
    pub place: Place,
    /// The project.
    pub project: ProjectId,
    /// Who is calling.
    pub credential: Credential,
}

impl Connection {
    /// Where the operations act.
    pub fn scope(&self) -> Scope {
        Scope { region: self.place.region.to_string(), project: Some(self.project.clone()) }
    }
}

/// Where a call goes, and by which route: all of a connection that is known before anybody signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The region.
    pub region: Region,
    /// Endpoints that take the place of the table's.
    pub endpoints: Endpoints,
    /// What lies between the browser and the cloud.
    pub route: Route,
}

impl Place {
    /// A region as the vendor's table has it, without anything in between.
    pub fn of(region: Region) -> Self {
        Self { region, endpoints: Endpoints::default(), route: Route::default() }
    }

    /// Where a service answers.
    ///
    /// # Errors
    /// [`Error::NoEndpoint`].
    pub fn endpoint(&self, service: Service) -> Result<Endpoint, Error> {
        self.endpoints.find(service, &self.region).ok_or(Error::NoEndpoint(service))
    }

    /// A service that answers here: one whose endpoint was set, else any that is known.
    pub fn any_service(&self) -> Option<Service> {
        let is_set = |service: &Service| self.endpoints.get(*service).is_some();
        let is_known = |service: &Service| region::endpoint(*service, self.region.as_str()).is_some();
        let mut all = Service::ALL.into_iter();
        all.clone().find(is_set).or_else(|| all.find(is_known))
    }

    /// The URL that the browser calls for a request to a service.
    pub fn url(&self, request: &Request, service: Service) -> String {
        self.route.url(request, self.target(service))
    }

    /// What a route is told of a service.
    pub const fn target(&self, service: Service) -> Target<'_> {
        Target { service, region: &self.region }
    }
}

/// A person's own endpoints by service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints(Vec<(Service, Endpoint)>);

impl Endpoints {
    /// Sets the endpoint of a service.
    pub fn set(&mut self, service: Service, endpoint: Endpoint) {
        self.0.retain(|(known, _)| *known != service);
        self.0.push((service, endpoint));
    }

    /// What is set, in the order of the services.
    pub fn iter(&self) -> impl Iterator<Item = (Service, &Endpoint)> {
        Service::ALL.into_iter().filter_map(|service| Some((service, self.get(service)?)))
    }

    /// The endpoint set for a service.
    pub fn get(&self, service: Service) -> Option<&Endpoint> {
        self.0.iter().find(|(known, _)| *known == service).map(|(_, endpoint)| endpoint)
    }

    /// Where a service answers: as set here, else by the table, where IAM also answers for all regions; `None` where
    /// neither knows.
    pub fn find(&self, service: Service, region: &Region) -> Option<Endpoint> {
        let for_all = || region::global_iam(region.as_str()).filter(|_| service == Service::Iam);
        self.get(service).cloned().or_else(|| region::endpoint(service, region.as_str())).or_else(for_all)
    }
}

/// What lies between the browser and the cloud.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    template: Template,
    headers: Vec<ProxyHeader>,
    cookies: Cookies,
}

impl Route {
    /// A route from its settings: the template, the headers for the proxy itself, and whether the page's own
    /// session goes along.
    ///
    /// # Errors
    /// Why it cannot work.
    pub fn new(template: &str, headers: Vec<ProxyHeader>, cookies: Cookies) -> Result<Self, Unusable> {
        let in_header = headers.iter().any(ProxyHeader::names_target);
        Ok(Self { template: Template::parse(template, in_header)?, headers, cookies })
    }

    /// Refuses a route that a browser blocks on this page.
    ///
    /// # Errors
    /// [`Unusable::MixedContent`].
    pub fn on_page(self, page_is_https: bool) -> Result<Self, Unusable> {
        if self.template.is_mixed_content(page_is_https) { Err(Unusable::MixedContent) } else { Ok(self) }
    }

    /// The template as it was given.
    pub fn template(&self) -> &str {
        self.template.as_str()
    }

    /// What a person may call the proxy; `None` where calls go straight to the cloud.
    pub fn name(&self) -> Option<&str> {
        self.template.name()
    }

    /// The URL that is called for a request.
    pub fn url(&self, request: &Request, target: Target<'_>) -> String {
        self.template.url(request, target)
    }

    /// The headers for the proxy itself.
    pub fn headers(&self, request: &Request, target: Target<'_>) -> Vec<(String, String)> {
        self.headers.iter().map(|header| (header.name().to_owned(), header.value(request, target))).collect()
    }

    /// The same for a preview: a value that does not name the target may be secret and is left out.
    pub fn previewed_headers(&self, request: &Request, target: Target<'_>) -> Vec<(String, Option<String>)> {
        let shown = |header: &ProxyHeader| header.names_target().then(|| header.value(request, target));
        self.headers.iter().map(|header| (header.name().to_owned(), shown(header))).collect()
    }

    /// What of the headers for the proxy may be secret: all that does not name the target.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().flat_map(ProxyHeader::secrets)
    }

    /// Whether the page's own session goes along.
    pub const fn cookies(&self) -> Cookies {
        self.cookies
    }

    /// The call that a request becomes, with these headers beside its own and the route's.
    pub(crate) fn call(
        &self,
        request: &Request,
        target: Target<'_>,
        mut headers: Vec<(String, Zeroizing<String>)>,
        deadline: Duration,
    ) -> Call {
        let own = request.headers.iter().map(|(name, value)| (name.clone(), Zeroizing::new(value.clone())));
        headers.extend(own);
        let for_proxy = self.headers(request, target);
        headers.extend(for_proxy.into_iter().map(|(name, value)| (name, Zeroizing::new(value))));
        let mut call = Call {
            method: request.method,
            url: self.url(request, target),
            headers,
            body: None,
            cookies: self.cookies,
            deadline,
        };
        if let Some(body) = &request.body {
            call.set_body(Zeroizing::new(body.clone()));
        }
        call
    }
}
