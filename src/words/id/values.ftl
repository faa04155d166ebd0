# Kunci skenario, kemungkinan nilainya, dan alat cetak, dengan kata-kata pembaca.

## Kemungkinan suatu nilai
law-constant = { $value }
law-uniform = antara { $min } dan { $max }, semuanya sama besar peluangnya
law-triangular = antara { $min } dan { $max }, paling mungkin { $mode }
law-pert = antara { $min } dan { $max }, biasanya dekat { $mode }
law-exponential = sangat beragam: biasanya di bawah rata-rata, sesekali jauh di atasnya
law-gamma = acak, sebaran gamma dengan bentuk { $shape }
law-erlang = acak, jumlah dari { $phases } bagian acak
law-lognormal = separuhnya paling banyak { $median }, biasanya tidak lebih dari { $spread } kali lipat di atas atau di bawahnya
law-weibull = sebaran Weibull dengan bentuk { $shape } dan skala { $scale }
law-poisson = naik turun secara acak di sekitar rata-rata itu
law-empirical = { $values }, sama besar peluangnya
law-normal = sebaran normal di sekitar { $mean }, dua pertiganya dalam ± { $sd }
law-truncated_normal = antara { $min } dan { $max }, biasanya dalam ± { $sd } dari { $mean }
law-beta = antara { $min } dan { $max }, sebaran beta { $alpha } dan { $beta }
law-bernoulli = 1 dengan peluang { $probability }, selebihnya 0
law-binomial = berapa yang berhasil dari { $trials } percobaan, masing-masing dengan peluang { $probability }
law-geometric = berapa kali gagal sebelum berhasil, masing-masing dengan peluang { $probability }
law-hyperexponential = sepenuhnya acak, dengan rata-rata { $values }
law-discrete = { $values }
law-piecewise_linear = paling banyak { $values }, merata di antaranya
value-true = ya
value-false = tidak
value-never = tidak pernah
value-done = selesai sejak awal

## Arti kuncinya
key-opening_hours-monday = jam buka hari Senin
key-opening_hours-tuesday = jam buka hari Selasa
key-opening_hours-wednesday = jam buka hari Rabu
key-opening_hours-thursday = jam buka hari Kamis
key-opening_hours-friday = jam buka hari Jumat
key-opening_hours-saturday = jam buka hari Sabtu
key-opening_hours-sunday = jam buka hari Minggu
key-opening_hours-extra_days-date = tanggal hari ke-{ $item } yang berjam sendiri
key-opening_hours-extra_days-hours = jam buka hari ke-{ $item } yang berjam sendiri
key-backlog-total = jumlah warga yang menunggu pada awal simulasi
key-backlog-recorded_from = tanggal perekaman paling awal dari yang menunggu sejak awal
key-backlog-recorded_to = tanggal perekaman paling akhir dari yang menunggu sejak awal
key-backlog-suket_share = bagian dari yang menunggu sejak awal yang memegang suket
key-suket-valid_months = masa berlaku suket dalam bulan
key-kecamatan-share = bagian { $name }
key-kecamatan-recordings = perekaman baru per hari kerja di { $name }
key-arrivals-per_day = perekaman baru per hari kerja
key-arrivals-from = hari pertama perekaman baru
key-arrivals-until = hari terakhir perekaman baru
key-arrivals-suket_share = bagian warga baru yang mendapat suket
key-arrivals-campaigns-date = tanggal jemput bola ke-{ $item }
key-arrivals-campaigns-recordings = jumlah warga yang direkam dalam jemput bola ke-{ $item }
key-blanks-on_hand = jumlah blangko pada awal simulasi
key-blanks-received_on = tanggal blangko diterima
key-blanks-allotment = bagian blangko untuk { $name }
key-blanks-deliveries-date = tanggal datangnya tambahan blangko ke-{ $item }
key-blanks-deliveries-asked = tanggal tambahan blangko ke-{ $item } diminta
key-blanks-deliveries-arrives_after = lama menunggu tambahan blangko ke-{ $item }
key-blanks-deliveries-pieces = jumlah tambahan blangko ke-{ $item }
key-ribbons-on_hand = jumlah ribbon pada awal simulasi
key-ribbons-cards_each = jumlah kartu per ribbon
key-ribbons-deliveries-date = tanggal datangnya tambahan ribbon ke-{ $item }
key-ribbons-deliveries-asked = tanggal tambahan ribbon ke-{ $item } diminta
key-ribbons-deliveries-arrives_after = lama menunggu tambahan ribbon ke-{ $item }
key-ribbons-deliveries-pieces = jumlah tambahan ribbon ke-{ $item }
key-printer-print_time = lama mencetak satu kartu
key-printer-daily_limit = batas harian alat cetak
key-printer-overload = jumlah keping sehari yang dipaksakan di atas batas
key-printer-spoilage = bagian kartu yang gagal cetak
key-printer-overload_spoilage = bagian kartu di atas batas yang gagal cetak
key-printer-overload_wear = keausan alat oleh satu keping di atas batas
key-printer-life = jumlah keping sampai alat cetak rusak
key-printer-repair = lama perbaikan alat cetak
key-printer-daily_availability = bagian hari ketika alat cetak bisa dipakai
key-printer-ramp = jumlah keping pada hari ke-{ $item } pencetakan
key-of-printer = { $what } ({ $name }, alat cetak { $item })
key-sites-printers = jumlah alat cetak di { $name }
key-sites-printers-arrives = tanggal datangnya alat cetak { $item } di { $name }
key-sites-printers-away-from = hari pertama alat cetak { $item } tidak ada di { $name }
key-sites-printers-away-until = hari terakhir alat cetak { $item } tidak ada di { $name }
key-sites-upgrade-done = selesainya pembaruan aplikasi di { $name }
key-sites-upgrade-work = lama pembaruan aplikasi di { $name }
key-outages-from = awal gangguan "{ $name }"
key-outages-until = akhir gangguan "{ $name }"
key-outages-every = lama sampai gangguan "{ $name }" terjadi lagi
key-outages-lasts = lama gangguan "{ $name }"

## Alat cetak
printer-number = alat cetak { $number }
printers-at = { $count } di { $name }
assume-printers = { $count ->
    [1] { $count } alat cetak ({ $where }), paling banyak { $limit } keping sehari.
   *[other] { $count } alat cetak ({ $where }), masing-masing paling banyak { $limit } keping sehari.
}
assume-print-time = Satu kartu perlu { $time }; { $spoilage } gagal cetak.
assume-overload = Dipaksakan { $cards } keping lagi sehari; { $spoilage } di antaranya gagal cetak, dan satu keping mengauskan alat seperti { $wear } keping.
assume-life-none = Alat cetak tidak pernah rusak.
assume-life = Alat rusak setelah { $life } dan kembali setelah { $repair }.
assume-availability = Alat bisa dipakai pada { $share } dari hari-hari yang ada.
assume-ramp = Awalnya pelan: paling banyak { $ramp } keping pada hari-hari pertama.
assume-arrives = Alat tersedia mulai { $date }.
assume-away = Alat tidak di tempat { $times }.
assume-away-time = dari { $from } sampai { $until }
