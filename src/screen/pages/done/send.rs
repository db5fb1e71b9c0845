//! Sending: to the address that the host has set, by the user's own act, with the outcome said and the referral kept whatever comes.

use leptos::prelude::*;
use web_sys::Url;

use crate::screen::browser;
use crate::screen::desk::{Came, Desk, Posted};
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::extra::Extra;
use crate::screen::patterns::notification_banner::{NotificationBanner, Says};
use crate::screen::patterns::text::{body, inset, section};
use crate::screen::tools;
use crate::screen::words::{fill, language, say};

/// How many seconds an address has to answer; the host may shorten it.
const SECONDS: f64 = 30.0;

/// Where the host wants a finished referral to go.
pub enum Outlet {
    /// Nowhere: the user takes it.
    Own,
    /// To the page around, as an event.
    Event,
    /// To an address.
    Address(Address),
    /// To an address that nothing is sent to.
    Refused,
}

/// An address that referrals are sent to.
#[derive(Clone)]
pub struct Address {
    whole: String,
    host: String,
}

impl Outlet {
    /// What the host's attribute says. Only https is taken, and this machine itself, where services are tested. A name and a
    /// password in an address would be seen by everybody who opens the page.
    pub fn of(submit: &str) -> Outlet {
        if submit.is_empty() || submit == "download" {
            return Outlet::Own;
        }
        if submit == "event" {
            return Outlet::Event;
        }
        let Ok(url) = Url::new(submit) else { return Outlet::Refused };
        let own = matches!(url.hostname().as_str(), "localhost" | "127.0.0.1" | "[::1]");
        let safe = url.protocol() == "https:" || (url.protocol() == "http:" && own);
        let bare = url.username().is_empty() && url.password().is_empty();
        if safe && bare { Outlet::Address(Address { whole: url.href(), host: url.host() }) } else { Outlet::Refused }
    }
}

/// One referral on its way to an address. Copied into every handler.
#[derive(Clone, Copy)]
struct Sending {
    desk: Desk,
    address: StoredValue<Address>,
    json: StoredValue<String>,
    seconds: f64,
}

/// The part of the page that sends `json`.
pub fn part(desk: Desk, address: Address, json: &str) -> View {
    let seconds = Some(desk.send_within).filter(|seconds| *seconds > 0.0 && *seconds < SECONDS).unwrap_or(SECONDS);
    let sending = Sending { desk, address: StoredValue::new(address), json: StoredValue::new(json.to_owned()), seconds };
    let ask = element("div").react("hidden", Box::new(move || is_sent(&sending.came()).then(String::new))).child(sending.ask());
    // Read out when it comes: progress in its turn, a fault at once. What was taken has the focus.
    let going = element("div").set("role", "status").dynamic(Box::new(move || sending.going()));
    let fault = element("div").set("role", "alert").dynamic(Box::new(move || sending.fault()));
    let taken = element("div").dynamic(Box::new(move || sending.taken()));
    row(vec![section(say("send.title")), taken.done(), ask.done(), going.done(), fault.done()])
}

/// Why nothing can be sent from here.
pub fn refused() -> View {
    let says = classed("p", "govuk-error-message").set("data-send", "address").text(say("send.no_address"));
    row(vec![section(say("send.title")), says.done()])
}

/// Whether it has been taken.
pub fn is_sent(came: &Came) -> bool {
    matches!(came, Came::Sent { .. })
}

impl Sending {
    fn host(self) -> String {
        self.address.with_value(|address| address.host.clone())
    }

    /// What became of this very referral: what was sent before a change is another one.
    fn came(self) -> Came {
        self.desk.posted.with(|posted| if self.json.with_value(|json| *json == posted.body) { posted.came.clone() } else { Came::Nothing })
    }

    fn ask(self) -> View {
        let (whole, host) = self.address.with_value(|address| (address.whole.clone(), address.host.clone()));
        let earlier = move || match self.desk.posted.with(|posted| posted.came.clone()) {
            Came::Sent { at, .. } if !is_sent(&self.came()) => inset(body(&fill("send.earlier", &[("time", &at)]))),
            _ => nothing(),
        };
        row(vec![
            element("div").dynamic(Box::new(earlier)).done(),
            body(&fill("send.about", &[("address", &whole)])),
            button(Look::Primary, &fill("send.press", &[("host", &host)]), Box::new(move |_| self.press())),
        ])
    }

    /// A second press while the first is on its way does nothing.
    fn press(self) {
        let posted = self.desk.posted;
        if matches!(posted.with_untracked(|posted| posted.came.clone()), Came::Going) {
            return;
        }
        let (json, whole) = (self.json.get_value(), self.address.with_value(|address| address.whole.clone()));
        posted.set(Posted { body: json.clone(), came: Came::Going });
        let sent = json.clone();
        tools::send(&whole, &json, self.seconds, move |code, about| {
            // The page may have gone, or all may have been cleared, or another referral may have been made.
            if posted.try_with_untracked(|posted| posted.body == sent) == Some(true) {
                posted.set(Posted { body: sent.clone(), came: came(code, about) });
                show(self.desk);
            }
        });
    }

    fn going(self) -> View {
        match self.came() {
            Came::Going => body(&fill("send.going", &[("seconds", &(self.seconds.ceil() as u32).to_string())])),
            _ => nothing(),
        }
    }

    /// What went wrong, and what to do.
    fn fault(self) -> View {
        let Came::Failed(code, number) = self.came() else { return nothing() };
        let parts = [("host", self.host()), ("number", number)];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let prefix = classed("span", "govuk-visually-hidden").text(say("error.prefix")).text(" ");
        let says =
            classed("p", "govuk-error-message").set("data-send", &code).child(prefix.done()).text(&fill(&["send.fault.", &code].concat(), &parts));
        row(vec![says.done(), body(say("send.kept"))])
    }

    fn taken(self) -> View {
        let Came::Sent { at, reference } = self.came() else { return nothing() };
        let named = if reference.is_empty() { nothing() } else { body(&fill("send.reference", &[("reference", &reference)])) };
        let says = row(vec![body(&fill("send.sent", &[("host", &self.host()), ("time", &at)])), named]);
        let extra = Extra { classes: "waymark-sent".into(), attributes: vec![("data-send", "sent".into()), ("tabindex", "-1".into())] };
        let title = say("send.sent_title").into();
        NotificationBanner { success: true, title, title_id: "sent-title".into(), says: Says::Inner(says), extra, ..NotificationBanner::default() }
            .draw()
    }
}

/// The focus goes to what says that it was taken: the button that had it is gone.
fn show(desk: Desk) {
    request_animation_frame(move || {
        desk.with_root(|root| browser::focus(root, ".waymark-sent"));
    });
}

fn came(code: String, about: String) -> Came {
    match code.as_str() {
        "sent" => Came::Sent { at: browser::time_in(0.0, &language().tag), reference: about },
        _ => Came::Failed(code, about),
    }
}
