//! What a cell says of a suket and of a status.

use super::heads::plain;

/// Whether somebody waits for a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// The record is print-ready (PRR).
    Ready,
    /// It is recorded and not print-ready yet.
    NotReady,
    HasCard,
}

/// The words of each status, as the application and as offices write them.
const STATUS: [(Status, &[&str]); 3] = [
    (
        Status::Ready,
        &[
            "prr",
            "print ready",
            "print ready record",
            "siap cetak",
            "belum cetak",
            "belum dicetak",
            "belum tercetak",
            "menunggu",
            "menunggu cetak",
        ],
    ),
    (
        Status::NotReady,
        &[
            "sfe",
            "sent for enrollment",
            "sent for enrolment",
            "siap rekam",
            "belum rekam",
            "belum direkam",
            "enrolling",
            "enrolled",
            "processing",
            "proses",
            "duplicate record",
            "duplicate",
            "adjudicate",
            "adjudicate record",
            "bio captured",
            "biometric captured",
            "perekaman",
            "recorded",
        ],
    ),
    (
        Status::HasCard,
        &[
            "card printed",
            "printed",
            "card shipped",
            "card issued",
            "issued",
            "cetak",
            "dicetak",
            "sudah cetak",
            "sudah dicetak",
            "tercetak",
            "selesai",
            "diambil",
            "sudah diambil",
        ],
    ),
];

/// The status that a cell names; an empty one says that nobody noted any, so the resident waits.
pub(super) fn status(cell: &str) -> Option<Status> {
    let cell = plain(cell);
    if cell.is_empty() {
        return Some(Status::Ready);
    }
    let named = |(_, words): &&(Status, &[&str])| words.contains(&cell.as_str());
    STATUS.iter().find(named).map(|(status, _)| *status)
}

/// Whether a cell says that there is a suket: a word for yes, or its number or its date.
pub(super) fn holds_suket(cell: &str) -> bool {
    let cell = plain(cell);
    ![
        "",
        "tidak",
        "tdk",
        "tidak ada",
        "belum",
        "belum ada",
        "no",
        "none",
        "false",
        "n",
        "t",
        "0",
    ]
    .contains(&cell.as_str())
}
