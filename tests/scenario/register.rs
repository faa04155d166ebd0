//! Registers: `cetak::register`.

use cetak::error::Result;
use cetak::register::{Group, Reason, Register};
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;

fn read(text: impl AsRef<[u8]>) -> Result<Register> {
    Register::parse(text.as_ref())
}

/// The groups, one line each.
fn groups(register: &Register) -> Vec<String> {
    let group = |group: &Group| {
        let suket = if group.holds_suket { "suket" } else { "none" };
        format!(
            "{} {} {suket} {}",
            group.kecamatan, group.date, group.residents
        )
    };
    register.groups.iter().map(group).collect()
}

/// The rows that are left out for a reason.
fn rejected(register: &Register, reason: Reason) -> String {
    let mut found = register.rejected.iter().filter(|one| one.reason == reason);
    found
        .next()
        .map_or(String::new(), |one| one.rows.to_string())
}

const TIDY: &str = "NIK,Nama,Kecamatan,Tanggal Perekaman,Status,No. Suket
5106010101800001,A,Susut,2016-11-12,PRR,1
5106010101800002,B,Susut,2016-11-12,PRR,2
5106010101800003,C,Tembuku,2016-11-13,PRR,
5106010101800004,D,Tembuku,2016-11-12,SFE,
";

#[test]
fn who_waits_is_counted_by_kecamatan_date_and_suket() {
    let register = read(TIDY).unwrap();
    assert_eq!(
        groups(&register),
        ["Susut 2016-11-12 suket 2", "Tembuku 2016-11-13 none 1"]
    );
    assert_eq!(
        (
            register.rows,
            register.waiting(),
            register.not_ready,
            register.have_card
        ),
        (4, 3, 1, 0)
    );
    assert!(
        register.rejected.is_empty() && register.repeated.is_empty() && register.respelt.is_empty()
    );
    assert!(register.columns.nik && register.columns.status && register.columns.suket);
    assert_eq!((register.left_out(), register.without_nik), (0, 0));
}

#[test]
fn the_form_of_the_file_changes_nothing() {
    let tidy = read(TIDY).unwrap();
    let semicolons = TIDY.replace(',', ";");
    let quoted: String = TIDY
        .lines()
        .map(|line| format!("\"{}\"\r\n", line.replace(',', "\",\"")))
        .collect();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(TIDY.encode_utf16())
            .flat_map(bytes)
            .collect()
    };
    let above = format!("Dinas Dukcapil,,,,,\n,,,,,\n{TIDY}");
    for (what, bytes) in [
        ("semicolons", semicolons.into_bytes()),
        ("tabs", TIDY.replace(',', "\t").into_bytes()),
        ("a mark of UTF-8", format!("\u{feff}{TIDY}").into_bytes()),
        ("UTF-16, little end first", utf16(u16::to_le_bytes)),
        ("UTF-16, big end first", utf16(u16::to_be_bytes)),
        ("quotes and carriage returns", quoted.into_bytes()),
        ("lines above the heads", above.into_bytes()),
        (
            "Windows-1252",
            TIDY.replace(",A,", ",\u{1},")
                .into_bytes()
                .iter()
                .map(|b| if *b == 1 { 0xe9 } else { *b })
                .collect(),
        ),
    ] {
        assert_eq!(read(bytes).unwrap(), tidy, "{what}");
    }
    // A name of a kecamatan with a letter beyond ASCII.
    let latin = read(b"kec;perekaman\nBes\xe9;2016-11-12\nBES\xc9;2016-11-12\n").unwrap();
    assert_eq!(groups(&latin), ["Besé 2016-11-12 none 2"]);
}

#[test]
fn dates_status_and_suket_are_read_as_offices_write_them() {
    let row = |date: &str, status: &str, suket: &str| {
        format!("Susut|{date}|{status}|{suket}\n").replace('|', "\t")
    };
    let mut text = "Nama Kec\tTGL_REKAM\tStatus KTP-el\tPemegang Suket\n".to_owned();
    for date in [
        "12/11/2016",
        "12-11-16",
        "12 Nopember 2016",
        "Sabtu, 12 November 2016",
        "2016-11-12 08:15:00",
        "42686",
    ] {
        text += &row(date, "siap cetak", "ya");
    }
    for suket in ["", "-", "tidak", "Belum ada", "0"] {
        text += &row("2016-11-12", "", suket);
    }
    for status in ["Card Printed", "sudah diambil"] {
        text += &row("2016-11-12", status, "ya");
    }
    for status in ["SFE", "Sent for Enrollment", "Duplicate Record"] {
        text += &row("2016-11-12", status, "ya");
    }
    for date in ["11/31/2016", "31/11/2016", "kemarin", "2016", "12/31/2016"] {
        text += &row(date, "", "");
    }
    text += &row("", "", "");
    text += &row("2016-11-12", "entahlah", "");
    text += "\t2016-11-12\t\t\n";
    let register = read(&text).unwrap();
    assert_eq!(
        groups(&register),
        ["Susut 2016-11-12 suket 6", "Susut 2016-11-12 none 5"]
    );
    assert_eq!((register.have_card, register.not_ready), (2, 3));
    assert_eq!(rejected(&register, Reason::UnreadableDate), "18–22");
    assert_eq!(rejected(&register, Reason::NoDate), "23");
    assert_eq!(rejected(&register, Reason::UnknownStatus), "24");
    assert_eq!(rejected(&register, Reason::NoKecamatan), "25");
    assert_eq!(register.left_out(), 8);
    assert_eq!(register.rows, 24);
}

#[test]
fn a_kecamatan_has_one_name_however_it_is_written() {
    let mut text = "kecamatan,recorded\n".to_owned();
    let mut add = |name: &str, times: usize| text += &format!("{name},2016-11-12\n").repeat(times);
    add("SUSUT", 60);
    add("Kec. Susut", 5);
    add("kecamatan susut", 5);
    add("Susutt", 1);
    add("ILIR BARAT I", 100);
    add("ILIR BARAT II", 3);
    add("Kecapi", 2);
    add("Denpasar Barat", 80);
    add("Denpasar Timur", 3);
    add("I Wayan Sudarma", 1);
    add("5106010101800001", 4);
    let register = read(&text).unwrap();
    let found = groups(&register).join("\n").replace(" 2016-11-12 none", "");
    assert_eq!(found, "Denpasar Barat 80\nDenpasar Timur 3\nIlir Barat I 100\nIlir Barat II 3\nKecapi 2\nSUSUT 71".replace("SUSUT", "Susut"));
    assert_eq!(register.respelt.to_string(), "72");
    assert_eq!(rejected(&register, Reason::UnknownKecamatan), "261–265");
}

#[test]
fn a_nik_counts_once() {
    let mut text = "nik;kecamatan;recorded\n".to_owned();
    for nik in [
        "5106010101800001",
        "'5106010101800002",
        "51.06.01.010180.0001",
        "5,1E+15",
        "",
        "510601010180000",
        "5106010101800002",
    ] {
        text += &format!("{nik};Susut;2016-11-12\n");
    }
    let register = read(&text).unwrap();
    assert_eq!(register.repeated.to_string(), "4, 8");
    assert_eq!(register.repeated.iter().collect::<Vec<_>>(), [4, 8]);
    assert_eq!((register.without_nik, register.waiting()), (3, 5));
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let text = "kecamatan,recorded,alamat\n\nSusut,2016-11-12,\"Jalan\nRaya\n1\"\nSusut,x,\n\n\nSusut,y,\n,,\nSusut,2016-11-12,\n";
    let register = read(text).unwrap();
    assert_eq!(rejected(&register, Reason::UnreadableDate), "4, 7");
    assert_eq!(register.rows, 4);
}

#[test]
fn what_is_no_register_is_refused() {
    let told = |text: &str| read(text).unwrap_err().to_string();
    assert!(told("").starts_with("there is no row in the register"));
    assert!(told("kecamatan,recorded\n").starts_with("there is no row in the register"));
    assert!(told("kecamatan,recorded\n,,\n\n").starts_with("there is no row in the register"));
    assert!(
        told("Dinas\nNIK,Kecamatan\n1,2\n").contains("no column for: Tanggal Perekaman; wanted")
    );
    assert!(told("a,b\n1,2\n").contains("no column for: Kecamatan, Tanggal Perekaman; wanted"));
    assert!(told("PK\u{3}\u{4}").starts_with("this is a document of a spreadsheet"));
    let names: String = (0..1001)
        .map(|i| format!("Orang {i},2016-11-12\n"))
        .collect();
    let told = told(&format!("kecamatan,recorded\n{names}"));
    assert!(
        told.contains("more than 1,000 different texts") && !told.contains("Orang"),
        "{told}"
    );
    let twenty = format!(
        "{}kecamatan,recorded\nSusut,2016-11-12\nSusut,2016-11-12\n",
        "x\n".repeat(19)
    );
    assert_eq!(read(&twenty).unwrap().waiting(), 2);
    assert!(read(format!("x\n{twenty}")).is_err());
}

/// A kecamatan has at least one row of 2,000, and whoever counts the rows misses none.
#[test]
fn what_stands_in_hardly_any_row_is_no_kecamatan() {
    let rows = |name: &str, status: &str, times: usize| {
        format!("{name},2016-11-12,{status}\n").repeat(times)
    };
    let text = |seldom: usize| {
        let many = rows("Susut", "PRR", 7000) + &rows("Tembuku", "SFE", 990);
        format!(
            "kecamatan,recorded,status\n{many}{}{}",
            rows("Kintamani", "PRR", seldom),
            rows("Blok 7", "selesai", 1200)
        )
    };
    for (seldom, waiting) in [(2, 7000), (3, 7000), (4, 7004)] {
        let register = read(text(seldom)).unwrap();
        assert_eq!(
            (register.waiting(), register.not_ready, register.have_card),
            (waiting, 990, 0),
            "{seldom}"
        );
        assert_eq!(register.left_out(), 1200 + (7000 + seldom as u64 - waiting));
        assert_eq!(
            register.rows,
            register.waiting() + 990 + register.left_out()
        );
    }
}

/// What stands in no output: a number of sixteen digits, and a name.
#[test]
fn no_name_and_no_nik_is_shown_or_written() {
    let mut text = "No,NIK,Nama Lengkap,Kecamatan,Tanggal Perekaman,Status,No Suket\n".to_owned();
    let mut nik = 5_106_010_101_800_001_u64;
    for i in 0..50_000_u64 {
        nik += 1 + i * i % 7;
        let (kecamatan, date, status) = match i % 11 {
            // Columns that have slipped, and cells that hold what they should not.
            0 => (nik.to_string(), "Sudarma".to_owned(), "PRR"),
            1 => ("Sudarma".repeat(i as usize % 2), nik.to_string(), "Sudarma"),
            2 => ("Susut".to_owned(), "Sudarma".to_owned(), "PRR"),
            _ => (
                ["Susut", "KEC. TEMBUKU", "Tembukuu"][i as usize % 3].to_owned(),
                format!("{}/03/2017", 1 + i % 28),
                "PRR",
            ),
        };
        // Seldom enough for a name of a kecamatan to be misspelt.
        let kecamatan = if i % 3 == 2 && i > 5000 && kecamatan.starts_with("Tembukuu") {
            "Tembuku".into()
        } else {
            kecamatan
        };
        // Distinct numbers in the column of the kecamatan would be too many.
        let kecamatan = if kecamatan.len() == 16 {
            "5106010101800001".into()
        } else {
            kecamatan
        };
        text += &format!(
            "{i},{nik},I Wayan Sudarma,{kecamatan},{date},{status},{}\n",
            nik + 1
        );
    }
    let register = read(&text).unwrap();
    assert!(register.waiting() > 30_000 && register.left_out() > 10_000);
    let mut shown = register.scenario("register.csv");
    for lang in Lang::ALL {
        shown += &report::register::text(&register, "register.csv", Some("backlog.toml"), lang);
        shown += &report::register::source(&register, "register.csv", lang);
    }
    shown += &format!("{register:?}");
    assert!(!shown.contains("Sudarma"));
    let mut run = 0;
    for c in shown.chars() {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        assert!(run < 16);
    }
}

#[test]
fn the_part_of_a_scenario_is_one() {
    let register = read(TIDY).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "backlog.toml",
        &register.scenario("register.csv, \"4\" rows"),
    );
    let office = "extends = \"backlog.toml\"\nstart = 2017-04-26\nhorizon = 2017-12-29\nblanks.on_hand = 10\nsites.Office = { office = true, printers = 1 }\n";
    write("office.toml", office);
    let read = scenario::read(folder.path().join("office.toml"), &[]);
    let plan = read.unwrap_or_else(|problems| panic!("{problems}")).plan;
    let names: Vec<&str> = plan.kecamatan.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Susut", "Tembuku"]);
    let residents: Vec<u32> = plan
        .backlog
        .by_date
        .iter()
        .map(|some| some.residents)
        .collect();
    assert_eq!((plan.backlog.total, residents), (3, vec![2, 1]));
    let of_backlog = plan
        .marks
        .iter()
        .find(|mark| mark.path.starts_with("backlog"));
    assert_eq!(
        of_backlog.and_then(|mark| mark.source.as_deref()),
        Some("register.csv, \"4\" rows")
    );
}
