//! Which column holds what.

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Kecamatan,
    Recorded,
    Suket,
    Status,
    Nik,
}

/// The words of the heads, the best first. A head is compared without capitals, points and signs.
const WORDS: [(Holds, &[&str]); 5] = [
    (
        Holds::Kecamatan,
        &[
            "kecamatan",
            "kec",
            "nama kecamatan",
            "nama kec",
            "kecamatan domisili",
            "district",
        ],
    ),
    (
        Holds::Recorded,
        &[
            "tanggal perekaman",
            "tgl perekaman",
            "tanggal rekam",
            "tgl rekam",
            "tanggal direkam",
            "waktu perekaman",
            "perekaman",
            "direkam",
            "recorded",
            "recorded on",
            "recording date",
            "date recorded",
        ],
    ),
    (
        Holds::Suket,
        &[
            "suket",
            "pemegang suket",
            "punya suket",
            "no suket",
            "nomor suket",
            "surat keterangan",
            "no surat keterangan",
            "nomor surat keterangan",
            "holds suket",
        ],
    ),
    (
        Holds::Status,
        &[
            "status",
            "status ktp",
            "status ktp el",
            "status perekaman",
            "status rekam",
            "status cetak",
            "status pencetakan",
        ],
    ),
    (
        Holds::Nik,
        &[
            "nik",
            "no nik",
            "nomor nik",
            "nomor induk kependudukan",
            "no ktp",
            "nomor ktp",
        ],
    ),
];

/// The places of the columns in a row.
pub(super) struct Columns {
    pub kecamatan: usize,
    pub recorded: usize,
    pub suket: Option<usize>,
    pub status: Option<usize>,
    pub nik: Option<usize>,
}

impl Columns {
    /// Those of a line of heads, or the names of those that must be there and are not.
    pub fn of(heads: &[String]) -> Result<Self, Vec<String>> {
        let heads: Vec<String> = heads.iter().map(|head| plain(head)).collect();
        let place = |wanted: Holds| {
            let (_, words) = WORDS.iter().find(|(holds, _)| *holds == wanted)?;
            let place = |word: &&str| heads.iter().position(|head| head == word);
            words.iter().find_map(place)
        };
        let (kecamatan, recorded) = (place(Holds::Kecamatan), place(Holds::Recorded));
        let (Some(kecamatan), Some(recorded)) = (kecamatan, recorded) else {
            let all = [(kecamatan, "Kecamatan"), (recorded, "Tanggal Perekaman")];
            let missing = all.into_iter().filter(|(place, _)| place.is_none());
            return Err(missing.map(|(_, name)| name.to_owned()).collect());
        };
        Ok(Self {
            kecamatan,
            recorded,
            suket: place(Holds::Suket),
            status: place(Holds::Status),
            nik: place(Holds::Nik),
        })
    }
}

/// A text in small letters, with one space for whatever is no letter and no digit.
pub(super) fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
