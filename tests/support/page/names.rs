//! Whether things are called by the names that assistive technology gets.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::Page;

impl Page {
    /// Asserts of everything in a console that can be used that the browser computes the role and the name by which stories
    /// find it.
    pub async fn names_are_the_browsers(&self) {
        let used = [
            "button",
            "combobox",
            "dialog",
            "heading",
            "link",
            "radio",
            "region",
            "searchbox",
            "tab",
            "textbox",
        ];
        let script = "return reachable()
            .filter((element) => element.getRootNode() !== document && arguments[0].includes(role(element)))
            .map((element) => [role(element), name(element), element])";
        let found: Vec<(String, String, Value)> = self.ask(script, vec![used.as_slice().into()]).await;
        assert!(found.len() > 5, "there is something to use");
        for (role, name, element) in found {
            let element =
                WebElement::from_json(element, self.browser.handle().clone()).expect("it is an element");
            let node = json!({ "backendNodeId": element.cdp_backend_node_id().await.expect("it is a node") });
            let tree = self.command("Accessibility.getPartialAXTree", node).await;
            let (its_role, its_name) =
                (&tree["nodes"][0]["role"]["value"], &tree["nodes"][0]["name"]["value"]);
            assert_eq!((its_role.as_str(), its_name.as_str()), (Some(role.as_str()), Some(name.as_str())));
        }
    }
}
