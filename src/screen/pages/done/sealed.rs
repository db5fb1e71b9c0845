//! The referral as a sealed file, so that ordinary e-mail can take it: with a passphrase, or to the key of a chosen service.

use leptos::prelude::*;

use crate::decide::explain::words::day_words;
use crate::packs::pack::{Key, Pathway};
use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::pages::draft::secret;
use crate::screen::papers;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::Details;
use crate::screen::patterns::extra::Extra;
use crate::screen::patterns::text::{body, section, source};
use crate::screen::tools::{self, Done};
use crate::screen::words::{engine, fill, say};

/// Folded away: the keys of the chosen services, then the passphrase.
pub fn part(desk: Desk) -> View {
    let told = RwSignal::new("");
    let passphrase = StoredValue::new(String::new());
    let press = move |_| {
        begin(told);
        tools::seal(&json(desk), &passphrase.get_value(), saving(desk, told));
    };
    let status = classed("p", "govuk-body").set("role", "status").react_text(Box::new(move || told.get())).done();
    let inner = vec![
        body(say("sealed.about")),
        for_services(desk, told),
        section(say("sealed.passphrase")),
        body(say("sealed.passphrase_about")),
        secret(passphrase, say("draft.new_hint")),
        button(Look::Secondary, say("sealed.press"), Box::new(press)),
        status,
    ];
    Details { summary: say("sealed.title").into(), inner: row(inner), extra: Extra::classes("waymark-sealed"), ..Details::default() }.draw()
}

/// A button for each chosen service that gives a key, and where the key comes from.
fn for_services(desk: Desk, told: RwSignal<&'static str>) -> View {
    let keys = desk.look(|session| session.chosen.iter().filter_map(|id| with_key(id)).collect::<Vec<_>>());
    if keys.is_empty() {
        return nothing();
    }
    let one = |(pathway, key): (&'static Pathway, &'static Key)| {
        let press = move |_| {
            begin(told);
            tools::seal_to(&json(desk), &key.age, saving(desk, told));
        };
        let about = fill("sealed.key", &[("source", &key.source), ("day", &day_words(&engine().bundle().words, key.checked))]);
        row(vec![button(Look::Secondary, &fill("sealed.for", &[("service", &pathway.name)]), Box::new(press)), source(&about)])
    };
    row(vec![section(say("sealed.services")), body(say("sealed.services_about")), row(keys.into_iter().map(one).collect())])
}

fn with_key(id: &str) -> Option<(&'static Pathway, &'static Key)> {
    let bundle = engine().bundle();
    let (pack, own) = id.split_once('/')?;
    let pack = std::iter::once(&bundle.national).chain(&bundle.areas).find(|known| known.id == pack)?;
    let pathway = pack.pathways.iter().find(|pathway| pathway.id == own)?;
    Some((pathway, pathway.key.as_ref()?))
}

fn begin(told: RwSignal<&'static str>) {
    told.set(say("sealed.working"));
}

fn json(desk: Desk) -> String {
    desk.look(|session| papers::face(session, desk.on, |referral| referral.to_json()))
}

/// Makes the file of what was sealed, or says why there is none. The page may have gone in the meantime: then there is none.
fn saving(desk: Desk, told: RwSignal<&'static str>) -> Done {
    let name = ["form-", &desk.on.to_string(), ".json.age"].concat();
    Box::new(move |sealed| {
        if told.is_disposed() {
            return;
        }
        let saved = sealed.map(|file| browser::save(&name, "application/octet-stream", &String::from_utf8_lossy(&file)).is_ok());
        told.set(match saved {
            Ok(true) => say("done.saved"),
            Ok(false) => say("done.save_failed"),
            Err(code) => say(&["seal.fault.", &code].concat()),
        });
    })
}
