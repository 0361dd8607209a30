//! Projects as IAM lists them.

use backup_model::{region::Region, value::ProjectId};

/// A project of the cloud, by all that IAM says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id, which stands in every path.
    pub id: ProjectId,
    /// Its name: that of its region, and for a further project of the region `_` and more.
    pub name: String,
    /// The region, where the name tells it.
    pub region: Option<Region>,
}

impl Project {
    /// A project, its region taken from its name.
    pub fn new(id: ProjectId, name: String) -> Self {
        let region = region_of(&name);
        Self { id, name, region }
    }
}

/// Regions are named like `ap-southeast-1`, whether the table knows them or not.
fn region_of(project: &str) -> Option<Region> {
    let name = project.split('_').next()?;
    let (place, number) = name.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && place.contains('-') { name.parse().ok() } else { None }
}
