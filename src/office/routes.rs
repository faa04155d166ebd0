//! Who may be served where: the routing of a plan by site and by kecamatan.

use std::ops::Range;

use super::ids::{KecamatanId, PerKecamatan, PerSite, SiteId};
use super::plan::{Plan, Routing};

/// The residents that a site serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Serves {
    /// Nobody: the site has no kecamatan and does not choose.
    Nobody,
    /// The residents of one kecamatan.
    One(KecamatanId),
    /// The first resident among the kecamatan that are open to choosing sites.
    Open,
}

/// Who may be served where.
#[derive(Debug)]
pub(super) struct Routes {
    /// The residents that each site serves.
    pub serves: PerSite<Serves>,
    /// The own sites of each kecamatan.
    pub own_sites: PerKecamatan<Vec<SiteId>>,
    /// Whether the choosing sites may always serve a kecamatan.
    pub always_open: PerKecamatan<bool>,
    /// Whether the office also serves a kecamatan while all its own sites are down.
    pub while_down: bool,
    /// The sites that choose among several kecamatan: all, the office, or none.
    choosing: Range<SiteId>,
}

impl Routes {
    pub fn of(plan: &Plan) -> Self {
        let mut own_sites = PerKecamatan::from(vec![Vec::new(); plan.kecamatan.len()]);
        for (s, site) in plan.sites_by_id() {
            if let Some(k) = site.kecamatan {
                own_sites[k].push(s);
            }
        }
        let office = plan.sites.iter().position(|site| site.office);
        let choosing = match plan.routing {
            Routing::Pooled => 0..plan.sites.len(),
            _ => office.map_or(0..0, |s| s..s + 1),
        };
        let choosing = SiteId::new(choosing.start)..SiteId::new(choosing.end);
        // A kecamatan without an own site belongs to the office.
        let is_offices =
            |sites: &Vec<SiteId>| sites.is_empty() || sites.iter().any(|s| plan.site(*s).office);
        let always_open = own_sites.values().iter().map(|sites| match plan.routing {
            Routing::Pooled | Routing::OwnAndOffice => true,
            Routing::Own | Routing::OfficeWhileDown => is_offices(sites),
        });
        let always_open = always_open.collect();
        let serves =
            plan.sites_by_id()
                .map(|(s, site)| match (choosing.contains(&s), site.kecamatan) {
                    (true, _) => Serves::Open,
                    (false, Some(k)) => Serves::One(k),
                    (false, None) => Serves::Nobody,
                });
        Self {
            serves: serves.collect(),
            always_open,
            while_down: plan.routing == Routing::OfficeWhileDown,
            choosing,
            own_sites,
        }
    }

    /// The sites that choose among several kecamatan.
    pub fn choosing(&self) -> Range<SiteId> {
        self.choosing.clone()
    }

    /// The sites that may ever serve a kecamatan for which `waits` is true.
    pub fn may_serve<'a>(
        &'a self,
        waits: &'a PerKecamatan<bool>,
    ) -> impl Iterator<Item = SiteId> + 'a {
        let open = |k: &KecamatanId| self.while_down || self.always_open[*k];
        let any_open = waits.ids().filter(open).any(|k| waits[k]);
        let may_serve = move |site: &SiteId| match self.serves[*site] {
            Serves::Nobody => false,
            Serves::One(k) => waits[k],
            Serves::Open => any_open,
        };
        self.serves.ids().filter(may_serve)
    }
}
