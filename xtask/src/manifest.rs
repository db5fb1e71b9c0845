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

    /// Kind and name of each member.
    fn members() -> Vec<(String, String)> {
        let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
        let of = |member: &Value, what: &str| member[what].as_str().unwrap().to_owned();
        let members = manifest.pointer("/modules/0/declarations/0/members").unwrap().as_array().unwrap();
        members.iter().map(|member| (of(member, "kind"), of(member, "name"))).collect()
    }

    /// The published schema comes from npm.
    #[test]
    fn the_manifest_is_one() {
        let path = crate::paths::root().join("node_modules/custom-elements-manifest/schema.json");
        let schema = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}. Run `npm ci` first", path.display()));
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("mem:schema", serde_json::from_str(&schema).unwrap()).unwrap();
        let schema = compiler.compile("mem:schema", &mut schemas).unwrap();
        let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
        let verdict = schemas.validate(&manifest, schema).map_err(|fault| format!("{fault:#}"));
        assert_eq!(verdict, Ok(()));
        let mut without = manifest;
        without["modules"][0]["declarations"][0]["members"][0]["kind"] = "fields".into();
        assert!(schemas.validate(&without, schema).is_err());
    }

    #[test]
    fn each_attribute_is_a_property() {
        let fields: BTreeSet<_> = members().into_iter().filter(|(kind, _)| kind == "field").map(|(_, name)| name).collect();
        let of_attributes = declared("attributes").into_iter().map(|name| {
            let mut words = name.split('-');
            let first = words.next().unwrap_or_default().to_owned();
            words.fold(first, |whole, word| format!("{whole}{}{}", word[..1].to_uppercase(), &word[1..]))
        });
        assert_eq!(fields, of_attributes.collect());
    }

    #[test]
    fn the_manifest_has_the_properties_and_parts_that_partners_are_told_of() {
        let (readme, embedding) = (include_str!("../../README.md"), include_str!("../../public/embedding.html"));
        for property in declared("cssProperties") {
            assert!(readme.contains(&format!("`{property}`")) && embedding.contains(&format!("<code>{property}</code>")), "{property}");
        }
        for part in declared("cssParts") {
            assert!(readme.contains(&format!("`{part}`")) && embedding.contains(&format!("::part({part})")), "{part}");
        }
        let looks = ["../../style/own.scss", "../../style/own_later.scss"]
            .map(|file| std::fs::read_to_string(crate::paths::root().join("xtask/src").join(file)).unwrap())
            .concat();
        let read: BTreeSet<_> =
            looks.split("var(--waymark-").skip(1).map(|rest| format!("--waymark-{}", rest.split([',', ')']).next().unwrap())).collect();
        assert_eq!(declared("cssProperties"), read);
    }

    #[test]
    fn the_manifest_has_the_methods_and_events_that_the_types_have() {
        for (kind, member) in members() {
            let known = match kind.as_str() {
                "method" => ELEMENT.contains(&format!("\n    {member}(")) && TYPES.contains(&format!("\n  {member}(")),
                _ => TYPES.contains(&format!("\n  {member}: ")),
            };
            assert!(known, "{member}");
        }
        let map = TYPES.split_once("interface WaymarkEventMap {").unwrap().1.split_once("\n}").unwrap().0;
        let typed: BTreeSet<String> =
            map.split("\n  \"waymark-").skip(1).map(|rest| format!("waymark-{}", rest.split('"').next().unwrap())).collect();
        assert_eq!(declared("events"), typed);
        // What the host says and what it is answered have two names over the port.
        let of_frame = listed(FRAME, "EVENTS").into_iter().chain(FRAME.contains("tell(\"prefilled\"").then(|| "prefill".to_owned()));
        assert_eq!(of_frame.map(|name| format!("waymark-{name}")).collect::<BTreeSet<_>>(), typed);
    }
}
