//! How days begin and end, who is recorded, and when the run ends.

use super::Rules;
use crate::engine::Calendar;
use crate::office::event::Event;
use crate::office::ids::KecamatanId;
use crate::office::index::CountedDay;
use crate::office::limits::{MOST_RECORDED_A_DAY, MOST_RESIDENTS};
use crate::office::place::Place;
use crate::office::setup::Station;
use crate::office::{Day, TimeByState};
use crate::random::Stream;
use crate::time::Time;

impl Rules<'_> {
    pub(super) fn open(&mut self, window: usize, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let day = now.day() as Day;
        let windows = self.setup.hours.openings();
        self.start_clock(now, windows[window].close);
        let hours = &mut self.state.hours;
        let new_day = !hours.opened || day != hours.today;
        (hours.window, hours.today, hours.opened) = (window, day, true);
        if new_day {
            self.account_all(now);
            self.state
                .counts
                .last_open_day
                .values_mut()
                .fill(TimeByState::default());
            self.note_months_before(day);
            self.begin_day(day);
        }
        let closes = Event::Closes {
            window: window as u32,
        };
        cal.schedule_with(windows[window].close, closes.priority(), closes);
        if let Some(next) = windows.get(window + 1) {
            let opens = Event::Opens {
                window: window as u32 + 1,
            };
            self.plan_event(cal, next.open, opens);
        }
        // An opening concerns every printer.
        if self.is_open(now) {
            for p in self.state.machines.ids() {
                self.index.look_at.remove(p);
                self.advance(p, cal);
            }
        }
        self.index.waiting_again.clear();
    }

    /// Notes the printer-time at the end of each month that has passed, until the backlog is cleared. All printers are accounted.
    fn note_months_before(&mut self, day: Day) {
        let counts = &mut self.state.counts;
        if counts.time_to_clear.is_some() {
            return;
        }
        let noted = &mut counts.time_at_month_ends;
        let passed = self.setup.months.partition_point(|first| *first <= day);
        if noted.len() < passed {
            let time = counts.time_by_site.values().iter().sum();
            noted.resize(passed, time);
        }
    }

    fn begin_day(&mut self, day: Day) {
        let setup = self.setup;
        let date = setup.plan().date(day);
        self.index.counted = CountedDay::on(day, setup, self.state);
        for (p, Station { printer, .. }) in setup.stations.iter() {
            self.state.machines[p].today = 0;
            if printer.daily_availability < 1.0 {
                let available = self.state.draw_available(setup, p, date);
                if available != self.state.machines[p].available {
                    self.change(p, |machine| machine.available = available);
                }
            }
        }
        for s in self.state.sites.ids() {
            let site = &mut self.state.sites[s];
            site.days_printing += u32::from(site.upgraded);
            self.set_limits(s);
        }
        self.record_of(day);
    }

    /// Adds the new residents of a day to the queue: the daily recordings, then the campaigns since the last opening.
    fn record_of(&mut self, day: Day) {
        let setup = self.setup;
        let plan = setup.plan();
        let date = plan.date(day);
        let arrivals = &plan.arrivals;
        if arrivals.are_daily_on(date) {
            for (k, kecamatan) in plan.kecamatan_by_id() {
                if let Some(recordings) = &kecamatan.recordings {
                    // Each date has a stream of its own, so one more open day adds residents and changes no other day.
                    let streams = &self.state.streams;
                    let mut stream = streams.of_day(plan, &kecamatan.name, "recordings", date);
                    let drawn = recordings.draw(&mut stream).round();
                    let number = drawn.min(f64::from(MOST_RECORDED_A_DAY)) as u32;
                    self.record(k, number, day as i32, stream);
                }
            }
        }
        for campaign in setup.campaigns[self.state.campaigns_held..].iter() {
            if campaign.date > date {
                break;
            }
            self.state.campaigns_held += 1;
            let name = &plan.kecamatan[campaign.kecamatan.index()].name;
            let stream = self
                .state
                .streams
                .of_day(plan, name, "campaign", campaign.date);
            let recorded = plan.day_number(campaign.date);
            self.record(campaign.kecamatan, campaign.recordings, recorded, stream);
        }
        if let Some(one) = setup.one_more.filter(|one| one.joins == day) {
            let id = self.state.residents(setup);
            let place = Place::new(id, one.recorded as i32, one.holds_suket);
            self.join(place, one.kecamatan);
            self.state.recorded += 1;
            self.state.issued.waiting += 1;
        }
    }

    fn record(&mut self, kecamatan: KecamatanId, number: u32, recorded: i32, mut stream: Stream) {
        let share = self.setup.plan().arrivals.suket_share;
        let first = self.state.residents(self.setup);
        // A resident beyond the limit is reported at the end of the run.
        let number = number.min(MOST_RESIDENTS.saturating_sub(first) + 1);
        for id in first..first + number {
            let holds_suket = share >= 1.0 || stream.uniform() < share;
            self.join(Place::new(id, recorded, holds_suket), kecamatan);
        }
        self.state.recorded += number;
        self.state.issued.waiting += number;
        if first + number > MOST_RESIDENTS {
            self.end();
        }
    }

    /// Ends the run if everything is done: after a card, at the closing of a day, or at the horizon.
    pub(super) fn end_if_done(&mut self, cal: &mut Calendar<Event>) {
        if self.state.has_ended(self.setup, cal.now()) {
            cal.stop();
        }
    }

    /// Records the end of every day that has passed since the last call.
    #[inline]
    pub fn end_days_before(&mut self, day: Day) {
        for past in self.state.counts.waiting.len() as Day..day {
            if self.state.hours.opened && self.state.hours.today == past {
                self.count_blankless(past);
            }
            let counts = &mut self.state.counts;
            counts.waiting.push(self.state.issued.waiting);
            counts.on_hand.push(self.state.blanks_on_hand);
            counts.backlog_left.push(self.state.issued.backlog.left());
            counts.recorded.push(self.state.recorded);
            if self.state.issued.waiting == 0 {
                counts.queue_empty.get_or_insert(past);
            }
            // A card of this day belongs into its row from now on.
            self.index.counted.day = Day::MAX;
        }
    }

    /// Counts the suket of residents who still wait that have expired by the last day.
    pub fn count_expired_waiting(&mut self, last: Day) {
        let waiting = self.state.queues.places(&self.setup.backlog);
        let first_valid = self.setup.expiry.first_valid(last);
        let expired = waiting.filter(|place| *place < first_valid).count();
        self.state.issued.expired_suket += expired as u32;
    }

    /// Schedules an event with its priority, unless it lies beyond the end of the run.
    pub fn plan_event(&self, cal: &mut Calendar<Event>, at: Time, event: Event) {
        if at < self.setup.end() || event == Event::Horizon {
            cal.schedule_with(at.max(cal.now()), event.priority(), event);
        }
    }
}
