//! One pathway as a card: whether it fits, whether it runs, and why, in the words of the explanation.

use crate::decide::decision::{Eligibility, PathwayResult};
use crate::packs::pack::Availability;
use crate::screen::element::{View, classed};
use crate::screen::papers::Explained;
use crate::screen::patterns::details::details_about;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::body;
use crate::screen::words::say;

/// Help and advice for anybody stands apart from services that work with the person or the family.
pub fn is_help(pathway: &PathwayResult<'_>) -> bool {
    pathway.kind == "help_seeking" || pathway.kind == "victim_support"
}

/// The card.
pub fn card(explained: &Explained, pathway: &PathwayResult<'static>) -> View {
    let class = if pathway.recommended { "waymark-pathway waymark-pathway--recommended" } else { "waymark-pathway" };
    let name = classed("h3", "govuk-heading-s").text(pathway.name);
    let head = classed("div", "waymark-pathway__head").child(name.done()).child(fits(pathway)).child(runs(pathway));
    let inner = classed("div", "waymark-pathway__body")
        .child(body(pathway.says))
        .child(explained.part(&pathway.id))
        .child(details_about(say("result.how"), pathway.name, body(pathway.how)))
        .child(explained.folded_about(say("result.because"), pathway.name, &["why.", &pathway.id].concat()));
    classed("article", class)
        .set("data-pathway", &pathway.id)
        .set("data-eligibility", pathway.eligibility.id())
        .set("data-availability", pathway.availability.id())
        .child(head.done())
        .child(inner.done())
        .done()
}

/// While an open answer could change it, nothing is said not to fit.
fn fits(pathway: &PathwayResult<'static>) -> View {
    let (colour, key) = match pathway.eligibility {
        Eligibility::Eligible => ("green", "eligibility.eligible"),
        Eligibility::NotEligible if pathway.missing.is_empty() => ("grey", "eligibility.not_eligible"),
        _ => ("yellow", "eligibility.cannot_tell"),
    };
    tag(colour, say(key))
}

fn runs(pathway: &PathwayResult<'static>) -> View {
    let (colour, key) = match pathway.availability {
        Availability::Running => ("green", "availability.running"),
        Availability::Unconfirmed => ("yellow", "availability.unconfirmed"),
        other => ("grey", ["", "availability.ended", "availability.not_started", "", "availability.named_only", "availability.gap"][other as usize]),
    };
    tag(colour, say(key))
}
