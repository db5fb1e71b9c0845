//! Checks what is told of the element beside what it has: a list that is written twice goes apart.

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use std::collections::BTreeSet;

    const ELEMENT: &str = include_str!("../../src/embed/element.js");
    const FRAME: &str = include_str!("../../src/embed/frame.js");
    const MANIFEST: &str = include_str!("../../src/embed/custom-elements.json");
    const TYPES: &str = include_str!("../../src/embed/waymark.d.ts");

    fn declared(list: &str) -> BTreeSet<String> {
        let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
        let declaration = manifest.pointer("/modules/0/declarations/0").unwrap();
        declaration[list].as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    }

    /// The names in a list of texts, as JavaScript writes it.
    fn listed(script: &str, constant: &str) -> BTreeSet<String> {
        let list = script.split_once(&format!("const {constant} = [")).unwrap().1.split_once(']').unwrap().0;
        list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_manifest_has_the_attributes_that_the_element_reads() {
        let mut read = listed(ELEMENT, "OPTIONS");
        read.insert("lang".to_owned());
        assert_eq!(declared("attributes"), read);
    }

    #[test]
    fn an_address_can_set_attributes_of_the_element_but_not_where_a_referral_goes() {
        let by_address = listed(FRAME, "BY_ADDRESS");
        assert!(by_address.is_subset(&declared("attributes")));
        assert!(!by_address.contains("submit") && !by_address.contains("packs"));
    }

    #[test]
    fn the_manifest_has_the_methods_and_events_that_the_types_have() {
        for method in declared("members") {
            assert!(ELEMENT.contains(&format!("\n    {method}(")) && TYPES.contains(&format!("\n  {method}(")), "{method}");
        }
        let typed: BTreeSet<String> =
            TYPES.split("\n  \"waymark-").skip(1).map(|rest| format!("waymark-{}", rest.split('"').next().unwrap())).collect();
        assert_eq!(declared("events"), typed);
        assert_eq!(listed(FRAME, "EVENTS").into_iter().map(|name| format!("waymark-{name}")).collect::<BTreeSet<_>>(), typed);
    }
}
