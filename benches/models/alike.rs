//! Offices with equal sites.

use std::sync::Arc;

use cetak::office::Setup;
use cetak::scenario;

/// An office with equal sites, ready to run. The first site is the office itself.
pub struct Alike {
    pub sites: usize,
    /// Printers per site.
    pub printers: usize,
    pub residents: u32,
    pub routing: &'static str,
    /// Blanks on hand; `more` is further text of the scenario.
    pub blanks: u32,
    pub more: String,
}

impl Alike {
    /// Reads the scenario and sets it up.
    pub fn setup(&self) -> Arc<Setup> {
        let Self {
            printers,
            residents,
            routing,
            blanks,
            more,
            ..
        } = self;
        let mut text = format!(
            "start = 2017-04-26\nhorizon = 2018-04-25\nrouting = \"{routing}\"\n{more}\n\
             backlog = {{ total = {residents}, suket_share = 0.9 }}\nblanks.on_hand = {blanks}\n\
             printer = {{ print_time = \"triangular(2.5 min, 3 min, 4 min)\", spoilage = 0.015 }}\n"
        );
        for site in 0..self.sites {
            text += &format!(
                "[sites.S{site}]\nprinters = {printers}\noffice = {}\n",
                site == 0
            );
        }
        let scenario = scenario::parse(&text, "alike", &[]).expect("it is valid");
        Arc::new(Setup::new(scenario.plan).expect("it is valid"))
    }
}
