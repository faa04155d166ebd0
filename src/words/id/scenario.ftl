# Masalah dalam berkas skenario: apa yang ditemukan, apa yang seharusnya.

problem-at = { $place }: { $what }
problem-of = { $place }: { $key }: { $what }
warning-at = { $place }: peringatan: { $what }
warning-of = { $place }: peringatan: { $key }: { $what }
problems-more = … dan { $count } masalah lagi
warnings-more = … dan { $count } peringatan lagi
either-or = { $rest } atau { $last }

# Berkas
file-missing = berkas { $file } tidak ada; seharusnya nama berkas skenario, atau nama skenario bawaan tanpa .toml
file-missing-builtin = berkas { $file } tidak ada; mungkin maksudnya skenario bawaan { $near }, yang ditulis tanpa .toml?
file-missing-near = berkas { $file } tidak ada; mungkin maksudnya { $near }, yang ada di sana?
file-unknown-file = ditemukan "{ $name }", yang bukan skenario bawaan; mungkin maksudnya berkas { $near }? Berkas disebut dengan akhirannya
file-directory = { $file } adalah sebuah folder; seharusnya berkas skenario
file-special = { $file } adalah pipa, soket atau perangkat; seharusnya berkas skenario
file-unreadable = { $file } tidak dapat dibaca ({ $detail }); seharusnya berkas skenario yang dapat dibaca
file-large = { $file } lebih besar dari 1 MiB; seharusnya berkas skenario, yang berukuran beberapa kilobita
file-not-utf8 = ditemukan bita yang bukan teks UTF-8 di baris ini; seharusnya berkas teks yang disimpan sebagai UTF-8
file-foreign = ditemukan teks yang bukan skenario; seharusnya berkas TOML dengan baris seperti start = 2017-04-26 (cetak init menulis contohnya)
file-document = ditemukan dokumen lembar kerja atau pengolah kata; seharusnya teks biasa, disimpan dengan akhiran .toml
file-syntax = ditemukan { $line }; baris ini tidak terbaca: { $detail }
file-value = ditemukan { $line }: { $detail }
file-mended = ditemukan { $line }; seharusnya { $mended } ({ $detail })
file-unquoted = ditemukan { $line }; seharusnya { $mended } ({ $detail })
file-pasted = ditemukan { $rows } baris lembar kerja; seharusnya { $wanted }
file-pasted-heads = ditemukan judul kolom ({ $heads }) dan { $rows } baris lembar kerja; seharusnya { $wanted }; judul kolom tidak ikut ditulis
pasted-places = satu bagian untuk setiap baris, seperti { $heading } dengan { $line } di baris bawahnya
pasted-list = sebuah daftar dengan satu tabel berkurung kurawal untuk setiap baris, seperti { $line }
pasted-keys = satu baris untuk setiap nilai, dengan kunci, tanda sama dengan dan nilainya, seperti { $line }
key-long = ditemukan kunci dengan { $found } bagian; seharusnya paling banyak { $most }
too-deep = ditemukan tabel atau daftar yang bersarang lebih dari { $most } tingkat; seharusnya paling banyak { $most } tingkat
file-unknown = ditemukan "{ $name }", yang bukan skenario bawaan; seharusnya salah satu dari { $known }, atau nama berkas yang berakhiran .toml
file-unknown-near = ditemukan "{ $name }", yang bukan skenario bawaan; mungkin maksudnya "{ $near }"? Nama berkas berakhiran .toml
extends-circle = skenario saling memperluas dalam lingkaran: { $circle }; seharusnya yang terakhir tidak memperluas apa pun
extends-long = ditemukan lebih dari { $most } skenario yang saling memperluas; seharusnya paling banyak { $most }
extends-set = extends tidak dapat diubah dengan --set; seharusnya di dalam berkas
wanted-extends = ditemukan sesuatu yang bukan teks; seharusnya nama berkas seperti "dasar.toml", atau nama skenario bawaan seperti "bangli"

# Apa yang salah dalam sebuah baris sebagai TOML
toml-no-value = nilai setelah tanda sama dengan belum ada
toml-no-equals = tanda sama dengan setelah kunci belum ada; kunci yang terdiri dari beberapa kata ditulis dalam tanda kutip
toml-extra-equals = ada satu tanda sama dengan yang berlebih
toml-key-twice = kunci ini ditulis dua kali
toml-section-twice = bagian ini sudah ada sebelumnya; seharusnya sekali saja, dengan semua kuncinya
toml-no-quotes = ini bukan angka, bukan tanggal, bukan true atau false, dan teks ditulis dalam tanda kutip
toml-open-quotes = tanda kutip sebuah teks tidak dibuka dan ditutup dalam satu baris
toml-bad-text = teks dalam tanda kutip ganda memuat karakter yang tidak boleh ada di sana; garis miring terbalik ditulis dua kali
toml-open-heading = kurung siku judul tidak ditutup
toml-heading = judul ditulis dalam kurung siku
toml-open-list = kurung siku daftar tidak ditutup
toml-open-table = kurung kurawal tidak ditutup
toml-no-comma = ada koma yang belum ditulis
toml-extra-comma = ada satu koma yang berlebih
toml-more = setelah nilainya masih ada sesuatu; desimal ditulis dengan titik, dan setiap kunci ditulis di barisnya sendiri
toml-bad-key = kunci tanpa tanda kutip hanya terdiri dari huruf latin biasa, angka, "_" dan "-"
toml-bad-number = ini bukan angka seperti yang ditulis di sini: angka tanpa pemisah ribuan dan tanpa nol di depan, dengan satu titik sebelum desimal
toml-bad-date = tanggal ini tidak ada
toml-bad-time = tanggal atau jam ini tidak ada
toml-whole = di sini seharusnya bilangan bulat, tanpa desimal
toml-date-order = tanggal ditulis tahun-bulan-hari
toml-percent = persentase ditulis sebagai bagian dari 1
toml-weight = share kecamatan adalah angka biasa di samping share kecamatan lain, seperti 26 di samping 74
toml-comma = desimal ditulis dengan titik
toml-thousands = angka ditulis tanpa koma: seharusnya { $thousands } kalau maksudnya ribuan, { $plain } kalau bukan
toml-flag = ya ditulis true dan tidak ditulis false
toml-typographic = teks ditulis dalam tanda kutip lurus, "…"
toml-bad-list = daftar hanya berisi nilai, dan setiap nilai dalam kurung kurawal didahului kuncinya
toml-hidden = ada karakter yang tidak terlihat
toml-other = ini tidak ditulis sebagai kunci, tanda sama dengan dan nilai

# Kunci
unknown-key = kunci ini tidak ada; mungkin maksudnya { $near }?
unknown-key-known = kunci ini tidak ada; yang dikenal di sini: { $known }
misplaced-key = kunci ini tidak ada di sini; seharusnya { $whole }
misplaced-root = kunci ini tidak ada di sini; seharusnya di awal berkas, di atas judul pertama dalam kurung siku
no-such-item = butir { $item } tidak ada; daftar ini { $count ->
    [0] kosong
   *[other] berisi { $count } butir
}
no-such-list = skenario tidak memuat daftar ini, jadi butirnya tidak dapat diubah; seharusnya kunci sebuah daftar yang ada
unknown-name = nama ini tidak ada; mungkin maksudnya "{ $near }"?
unknown-name-known = nama ini tidak ada; yang dikenal: { $known }
bad-name = ditemukan nama yang tidak dapat dipakai; seharusnya 1 sampai 60 huruf tanpa garis miring dan tanpa spasi di ujungnya
missing-key = kunci ini belum ada; isilah { $wanted }

# Nilai
wrong-value = ditemukan { $found }; seharusnya { $wanted }
wrong-value-near = ditemukan { $found }; seharusnya { $wanted }; mungkin maksudnya { $near }?
wrong-value-unknown = ditemukan { $found }; seharusnya { $wanted }; nilai yang belum diketahui ditulis {"{"} uncertain = "…", why = "…" {"}"}
wrong-value-because = ditemukan { $found }; seharusnya { $wanted } ({ $detail })
found-list = sebuah daftar
found-table = sebuah tabel
too-many = ditemukan { $found }; seharusnya paling banyak { $most }
twice = ditemukan { $found } dua kali; seharusnya satu kali
number-or-thousands = { $found } berarti { $value } di sini; seharusnya { $thousands } kalau maksudnya ribuan, { $plain } kalau bukan

wanted-table = sebuah tabel yang kuncinya adalah nama
wanted-table-of = sebuah tabel dengan kunci seperti { $keys }
wanted-double-brackets = sebuah daftar tabel, dengan judul [[{ $name }]] berkurung dua
wanted-list = sebuah daftar, dalam [kurung siku]
wanted-name = teks 1 sampai 60 huruf tanpa garis miring dan tanpa spasi di ujungnya, dalam tanda kutip
wanted-title = teks 1 sampai 120 huruf, dalam tanda kutip
wanted-both-languages = teks dalam tanda kutip, atau teks dalam kedua bahasa: {"{"} en = "…", id = "…" {"}"}
wanted-source = teks 1 sampai 120 huruf yang menyebut asal nilainya, dalam tanda kutip
wanted-count = bilangan bulat dari { $low } sampai { $high }, ditulis tanpa titik, koma dan tanda kutip
wanted-number = angka dari { $low } sampai { $high }, dengan titik sebelum desimal
wanted-numbers = angka, atau sebaran angka seperti "poisson(12)" atau "weibull(1.5, 20000)"
wanted-mean = angka atau sebaran dengan rata-rata dari { $low } sampai { $high }
wanted-not-negative = sebaran tanpa nilai negatif
wanted-share = angka dari 0 sampai 1, seperti 0.05 untuk 5 %
wanted-flag = true atau false, tanpa tanda kutip
wanted-one-of = { $choices }
wanted-date = tanggal dari 1900 sampai 2199, seperti 2017-04-26
wanted-year = tanggal lengkap dengan tahunnya, seperti { $example }
wanted-date-from = tanggal paling awal { $first }
wanted-date-until = tanggal paling akhir { $last }
wanted-date-before = tanggal sebelum hari mulai, { $start }
wanted-received = tanggal paling akhir hari mulai, { $start }; yang datang kemudian adalah tambahan
wanted-horizon = tanggal paling lama 30 tahun setelah hari mulai, { $start }
wanted-date-or-asked = tanggal tiba, atau asked = sebuah tanggal dan arrives_after = sebuah waktu
wanted-moment = tanggal seperti 2017-04-26, atau tanggal dan jam dalam menit bulat seperti 2017-04-26T12:00
wanted-moment-after = akhir setelah { $first }
wanted-hours = jam seperti "07:30-15:30" atau "07:30-12:00, 13:00-15:30", atau "closed"
wanted-duration = waktu dengan satuannya seperti "3 min", atau sebaran seperti "lognormal(7 d, 2)"; satuannya s, min, h, d, wk
wanted-no-working-days = waktu dalam hari kalender, seperti "7 d"; hari kerja (wd) hanya dipakai di done, work dan arrives_after
wanted-seldom = angka atau sebaran yang melebihi { $most } kurang dari sekali dalam 1.000.000.000 penarikan
wanted-mean-duration = waktu atau sebaran dengan rata-rata dari { $low } sampai { $high }
wanted-delay = waktu seperti "14 d" atau "10 wd" (hari kerja), atau sebaran seperti "uniform(14 d, 56 d)"
wanted-upgrade = tanggal, "done", "never", waktu setelah hari mulai seperti "14 d" atau "10 wd" (hari kerja), atau sebaran seperti "lognormal(10 wd, 1.8)"
wanted-one-unit = hari kerja (wd) atau satuan lain, tidak keduanya dalam satu sebaran
wanted-outage = from bersama until atau lasts untuk satu gangguan, atau every dan lasts untuk gangguan acak
wanted-sites = sedikitnya satu tempat pencetakan, seperti [sites.Susut]
wanted-printers = jumlah alat cetak dari 0 sampai { $most }, atau daftar alat cetak seperti [{"{"} daily_limit = 60 {"}"}]
wanted-kecamatan = nama kecamatan

# Yang tidak cocok satu sama lain
no-office = ditemukan "{ $routing }", tetapi tidak ada tempat yang menjadi kantor; seharusnya office = true di satu tempat, atau routing lain
two-offices = ditemukan kantor kedua, "{ $first }" sudah kantor; seharusnya office = true hanya di satu tempat
site-of-nobody = tidak ada kecamatan dengan nama ini, sehingga dengan routing "{ $routing }" tempat ini tidak melayani siapa pun; seharusnya ada kecamatan = salah satu dari { $known }, atau office = true
site-of-nobody-near = tidak ada kecamatan dengan nama ini, sehingga tempat ini tidak melayani siapa pun; mungkin maksudnya "{ $near }"?
no-share = ditemukan share 0 di semua kecamatan; seharusnya share di atas 0 sedikitnya di satu kecamatan
either-done-or-work = ditemukan done dan work; seharusnya salah satu: done berarti kapan pembaruan selesai, work berapa lama tim bekerja
either-fixed-or-random = ditemukan from atau until bersama every atau lasts; seharusnya from bersama until atau lasts untuk satu gangguan, atau every dan lasts untuk gangguan acak
either-date-or-asked = ditemukan date dan asked; seharusnya date untuk hari yang pasti, atau asked dan arrives_after untuk yang belum pasti
delay-without-asked = ditemukan arrives_after bersama date; seharusnya bersama asked, hari mulai hitungannya
crew-without-work = ditemukan { $sites } tanpa pekerjaan untuk tim; seharusnya hanya tempat yang pembaruannya memiliki work
crew-lacks = ditemukan urutan tanpa { $sites }; seharusnya setiap tempat yang pembaruannya memiliki work
allotment-of-pooled = ditemukan pembagian untuk blangko yang disatukan; seharusnya bersama held = "by-site"
allotment-empty = tidak ditemukan bobot di atas 0; seharusnya sedikitnya satu
site-of-pooled = ditemukan tempat untuk tambahan ke stok yang disatukan; seharusnya held = "by-site" di [blanks], atau tanpa site
holidays-of-others = hanya ditemukan hari libur { $given }, padahal skenario berjalan dari { $start } sampai { $horizon }; mungkin maksudnya { $near }?
holidays-lacking = hanya ditemukan hari libur { $given }; seharusnya juga { $lacking }, karena skenario berjalan dari { $start } sampai { $horizon }
plan-refused = skenario bertentangan dengan dirinya sendiri: { $detail }

# Peringatan
sum-differs = { $parts } = { $sum } bukan jumlah { $total }; keduanya disimpan
shares-beyond-one = share ditulis sebagai bagian dari 1, tetapi jumlahnya { $sum }; semuanya dihitung sebagai bagian dari jumlah itu, dan kecamatan tanpa share mendapat 1
start-closed = { $start } adalah hari tutup; pencetakan mulai pada hari buka berikutnya
all-misprinted = semua kartu gagal cetak; 1 % ditulis 0.01
blanks-short = { $blanks } blangko kurang dari { $backlog } warga yang menunggu, dan tidak ada tambahan: tidak semua bisa terlayani
limit-unreachable = { $limit } keping masing-masing { $each } menit tidak cukup waktunya dalam hari terpanjang, { $longest }: batas ini tidak pernah tercapai
idle-repair = nilai ini tidak berpengaruh: tanpa life alat cetak tidak pernah rusak
idle-wear = nilai ini tidak berpengaruh: nilai ini hanya dipakai bersama life dan overload di atas 0
idle-overload = nilai ini tidak berpengaruh: dengan overload 0 tidak ada keping yang dicetak melebihi batas harian
nothing-prints = tidak ada tempat yang akan mencetak: masing-masing tanpa alat cetak atau pembaruannya tidak pernah selesai
nobody-serves = dengan routing "{ $routing }" tidak ada tempat yang akan mencetak untuk kecamatan ini: warganya menunggu selamanya
site-name-near = tidak ada kecamatan dengan nama ini; mungkin maksudnya "{ $near }"?
observation-outside = sebuah pengamatan berada di luar waktu simulasi, { $start } sampai { $horizon }
set-idle = nilai ini tidak berpengaruh: hasilnya sama saja tanpa nilai ini
set-idle-kecamatan = nilai ini tidak berpengaruh, karena setiap kecamatan punya nilai sendiri; ubahlah misalnya { $key }
set-idle-printers = nilai ini tidak berpengaruh, karena setiap alat cetak punya nilai sendiri; ubahlah misalnya { $key }
much-memory = satu kali simulasi memerlukan memori sekitar { $megabytes } MB, dan setiap thread menjalankan satu; --threads yang lebih sedikit memerlukan lebih sedikit

## Nilai yang belum diketahui
unknown-too-many = lebih dari { $most } nilai belum diketahui; tetapkan yang lain
unknown-too-many-ends = nilai yang belum diketahui bersama-sama punya lebih dari { $most } batas dan pilihan; tetapkan sebagian, atau kurangi pilihannya
unknown-key-in = kunci { $key } tidak dikenal; nilai yang belum diketahui ditulis dengan uncertain atau one_of, dan why
unknown-key-near = kunci { $key } tidak dikenal, mungkin maksudnya { $near }? Nilai yang belum diketahui ditulis dengan uncertain atau one_of, dan why
unknown-why = why berisi teks paling panjang { $most } huruf
unknown-both = ada uncertain dan juga one_of; pilih salah satu
unknown-law = seharusnya sebuah sebaran, misalnya uncertain = "triangular(50, 50, 80)"
unknown-here = nilai ini harus diketahui: nama, routing, start, horizon, hari libur dan pengamatan tidak boleh tidak pasti
unknown-unbounded = "{ $found }" tidak punya batas atas; seharusnya sebaran dengan dua batas, misalnya uniform, triangular atau pert
unknown-unreadable = "{ $found }" tidak dapat dipakai: { $detail }
unknown-unreadable-near = ditemukan "{ $found }"; mungkin maksudnya "{ $near }"?
unknown-choices = seharusnya nilai beserta bobotnya, misalnya one_of = [["closed", 3], ["08:00-12:00", 1]], paling banyak { $most }
unknown-together = { $values } belum diketahui, dan jika ternyata demikian: { $what }
unknown-drawn = simulasi ke-{ $replication } mendapat { $values } untuk nilai yang belum diketahui: { $what }. Persempit kemungkinan nilai-nilai ini supaya setiap simulasi dapat dijalankan

## Nasional
nation-here = berkas ini memuat banyak kantor; jalankan dengan cetak nation
nation-none = berkas ini tidak memuat [nation]; skenario satu kantor dijalankan dengan cetak run
nation-of-table = ini bukan bagian yang sama untuk semua kantor: tempatnya di tabel kantor, atau di [nation]
table-empty = tabel kosong; seharusnya satu baris judul, lalu satu baris untuk setiap isian
table-no-column = tabel tidak memiliki kolom { $name }; kolomnya { $known }, dan { $required } harus ada
table-no-column-near = tabel tidak memiliki kolom { $name }; apakah maksudnya kolom { $near }?
wanted-outage-beyond = waktu yang melewati hari mulai
wanted-by-date = nama berkas CSV dalam tanda kutip, atau tabel CSV di antara tiga tanda kutip, dengan kolom kecamatan, recorded, suket dan residents
wanted-yes-or-no = ya atau tidak
by-date-nobody = tidak ada yang menunggu di tabel; untuk kantor tanpa tunggakan, hapus by_date dan tulis total = 0
by-date-beside = hal ini sudah tercantum dalam by_date; hapus salah satunya
table-missing = berkas { $file } tidak ada; seharusnya tabel dalam bentuk CSV
table-unreadable = { $file } tidak dapat dibaca ({ $detail }); seharusnya tabel dalam bentuk CSV
table-none = { $file } bukan berkas yang memuat tabel, atau lebih besar dari 1 MiB; seharusnya berkas CSV
table-document = { $file } adalah dokumen lembar kerja; simpan dahulu sebagai CSV
table-not-utf8 = { $file } bukan teks UTF-8; simpan dahulu sebagai CSV dalam UTF-8
nation-code-twice = baris { $line } juga berkode { $code }; seharusnya satu baris untuk setiap kantor
table-column-twice = kolom { $first } dan { $second } sama-sama berarti { $name }; seharusnya salah satu saja
table-column-ignored = kolom { $found } tidak dibaca; jika maksudnya { $name }, gunakan nama itu
nation-too-many-people = tabel memuat { $found } warga, termasuk yang akan direkam; paling banyak { $most } dapat disimulasikan
wanted-table-file = lokasi berkas tabel kantor, berkas CSV, dalam tanda kutip
wanted-allotment = aturan pembagian blangko, seperti "need"
wanted-code = kode dari 1 sampai 30 huruf, angka, titik dan tanda hubung, seperti 51.06
wanted-name-of-office = nama paling banyak { $most } huruf, dalam satu baris
