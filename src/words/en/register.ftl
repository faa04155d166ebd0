## The backlog of a register
title-register = { $file }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, of which { $waiting ->
    [one] { $waiting } resident waits
   *[other] { $waiting } residents wait
} for a card.
register-dates = They were recorded from { $from } to { $to }, half of them by { $middle }. The start of the scenario is a later day.
register-nobody = Nobody in the register waits for a card.
head-register-kecamatan = Who waits
column-residents = residents
column-with-suket = with a suket
column-first-recorded = first recorded
column-half-recorded = half of them by
head-register-others = What is not in the backlog
register-have-card = { $count ->
    [one] One resident has a card.
   *[other] { $count } residents have a card.
}
register-not-ready = { $count ->
    [one] One resident is recorded, and the record is not print-ready yet.
   *[other] { $count } residents are recorded, and their records are not print-ready yet.
} Add them when they are, or write them as recordings to come.
register-repeated = { $count ->
    [one] One row has a NIK that an earlier row has too: row { $rows }.
   *[other] { $count } rows have a NIK that an earlier row has too: rows { $rows }.
}
register-left-out = { $count ->
    [one] One row is left out, because { $reason }: row { $rows }.
   *[other] { $count } rows are left out, because { $reason }: rows { $rows }.
}
register-reason-no-kecamatan = the kecamatan is empty
register-reason-unknown-kecamatan = what stands there as kecamatan is in hardly any other row, or has digits
register-reason-no-date = the recording date is empty
register-reason-unreadable-date = the recording date is no date, or its day and month cannot be told apart
register-reason-unknown-status = the status is not known
head-register-doubts = What is worth a look
register-respelt = { $count ->
    [one] In one row the kecamatan is misspelt: row { $rows }. It counts for the one that is meant.
   *[other] In { $count } rows the kecamatan is misspelt: rows { $rows }. They count for the one that is meant.
}
register-without-nik = { $count ->
    [one] One row has no NIK of 16 digits, so it may repeat another. It counts.
   *[other] { $count } rows have no NIK of 16 digits, so they may repeat others. They count.
}
register-no-nik = There is no column of the NIK, so nobody who stands there twice was found.
register-no-suket = There is no column of suket, so nobody is taken to hold one. Without a suket nobody comes first, and none expires: name the column "Suket" or "No. Suket".
register-no-status = There is no column of the status, so everybody in the register is taken to wait.
register-written = The backlog is in { $file }. In the scenario of the office, write extends = "{ $file }", and leave out backlog.total.
register-not-written = To use the backlog in a scenario, run the command again with -o backlog.toml.
register-private = No name and no NIK is kept or written.
register-from = { $file }, { $waiting } of { $rows } rows
