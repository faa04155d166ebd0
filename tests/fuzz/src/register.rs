//! A register that holds anything is read or refused, in both languages, and the part of a scenario that it gives is one. No number of sixteen
//! digits is shown or written.

use cetak::register::Register;
use cetak::words::Lang;
use cetak::{report, scenario};
use jiff::civil::date;

const OFFICE: &str = "
start = 2150-01-01
horizon = 2150-02-01
blanks.on_hand = 1
sites.Office = { office = true, printers = 1 }
";

pub fn check(data: &[u8]) {
    let register = match Register::parse(data) {
        Ok(register) => register,
        Err(error) => {
            for lang in Lang::ALL {
                assert!(is_private(&error.render(lang)));
            }
            return;
        }
    };
    for lang in Lang::ALL {
        assert!(is_private(&report::register::text(
            &register, "r.csv", None, lang
        )));
    }
    let part = register.scenario("r.csv");
    assert!(is_private(&part));
    let waiting = register.waiting();
    let others = register.not_ready + register.have_card + register.repeated.len();
    assert_eq!(register.rows, waiting + others + register.left_out());
    let is_early = register
        .groups
        .iter()
        .all(|group| group.date < date(2150, 1, 1));
    if waiting > 0 && is_early {
        let read = scenario::parse(&format!("{OFFICE}{part}"), "office.toml", &[]);
        let plan = read
            .unwrap_or_else(|problems| panic!("{problems}\n{part}"))
            .plan;
        assert_eq!(u64::from(plan.backlog.total), waiting);
    }
}

fn is_private(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    text.split(|c| !is_digit(c)).all(|digits| digits.len() < 16)
}
