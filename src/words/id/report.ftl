# Laporan dan baris perintah.

## Frasa
after-horizon = lewat batas waktu ({ $date })
not-within = tidak sampai habis
random = rata-rata { $mean } ({ $law })
length-minutes = { $n } menit
length-hours = { $n } jam
length-days = { $n } hari
length-working-days = { $n } hari kerja
amount-plain = { $n }
amount-cards = { $n } keping
amount-working-days = { $n } hari kerja
the-horizon = { $date } (batas waktu)
list-and = { $first } dan { $last }
list-more = { $first } dan { $count } lainnya
at-time = { $date } pukul { $time }

## Keadaan alat cetak
state-printing = mencetak
state-no_resident = tidak ada warga menunggu
state-no_blank = blangko habis
state-no_ribbon = ribbon habis
state-daily_limit = batas harian tercapai
state-upgrade = pembaruan aplikasi
state-outage = gangguan
state-broken = alat rusak atau tidak ada
state-starting_up = baru mulai, belum lancar

## Jawaban
title-run = Disimulasikan { $replications } kali, dari { $start } sampai batas waktu { $horizon }.
interrupted = Dihentikan lebih awal: baru { $done } dari { $requested } kali simulasi yang diminta selesai; angka-angka ini hanya berdasarkan yang sudah selesai.
answer-nobody = Tidak ada warga yang menunggu pada awal simulasi.
answer-one-date = Seluruh { $residents } warga yang menunggu sejak awal sudah terlayani pada { $date } ({ $days }). Itu nilai tengah, dan juga tanggal aman 90 %.
answer-two-dates = Dengan peluang 50 %, seluruh { $residents } warga yang menunggu sejak awal sudah terlayani pada { $date } ({ $days }). Tanggal aman 90 % adalah { $safe } ({ $safe_days }).
answer-no-safe-date = Dengan peluang 50 %, seluruh { $residents } warga yang menunggu sejak awal sudah terlayani pada { $date } ({ $days }). Tanggal aman 90 % tidak ada: dalam { $never } dari { $replications } kali simulasi masih ada yang menunggu pada batas waktu, { $horizon }.
answer-seldom = Dalam { $never } dari { $replications } kali simulasi, { $residents } warga yang menunggu sejak awal belum semuanya terlayani pada batas waktu, { $horizon }.
answer-never = Sampai batas waktu, { $horizon }, { $residents } warga yang menunggu sejak awal belum semuanya terlayani; tidak sekali pun dalam { $replications } kali simulasi.
answer-waiting = Rata-rata { $waiting } warga masih menunggu pada hari terakhir.
answer-never-blanks = Perlu { $residents } keping, padahal sampai batas waktu hanya ada { $blanks } keping blangko.
blanks-one-date = Blangko terakhir terpakai pada { $date }.
blanks-two-dates = Blangko habis pada { $date } dengan peluang 50 %, dan pada { $safe } dengan peluang 90 %.
blanks-some = Blangko habis dalam { $count } dari { $replications } kali simulasi.
blanks-some-date = Blangko habis dalam { $count } dari { $replications } kali simulasi, dengan peluang 50 % pada { $date }.
blanks-never = Persediaan blangko secara keseluruhan tidak sampai habis.

stopped-some = Dalam { $count } dari { $replications } kali simulasi masih ada yang menunggu pada batas waktu.
stopped-printing = Penyebabnya: waktu. Pencetakan berjalan terus sampai hari terakhir.
stopped-no_resident = Penyebabnya: alat cetak yang masih bisa mencetak tidak boleh melayani mereka yang menunggu.
stopped-no_blank = Penyebabnya: blangko habis, dan tambahannya tidak datang tepat waktu.
stopped-no_ribbon = Penyebabnya: ribbon habis, dan tambahannya tidak datang tepat waktu.
stopped-daily_limit = Penyebabnya: waktu. Alat cetak bekerja sampai batas hariannya hingga hari terakhir.
stopped-upgrade = Penyebabnya: tidak ada pencetakan bagi mereka yang menunggu, karena pembaruan aplikasi belum selesai.
stopped-outage = Penyebabnya: tidak ada pencetakan karena gangguan.
stopped-broken = Penyebabnya: tidak ada pencetakan karena alat cetak rusak atau tidak ada.
stopped-starting_up = Penyebabnya: waktu. Pencetakan baru mulai dan belum lancar.
stopped-other = Penyebab lain pada hari terakhir: { $causes }.
stopped-count = { $state } ({ $count } dari { $replications })

## Ukuran
# Satu untuk setiap baris src/projection/measures.rs, sebagai judul kolom dan baris tabel.
measure-working_days = hari kerja
measure-calendar_days = hari kalender
measure-cleared_on = tanggal
measure-queue_empty_on = antrean kosong
measure-blanks_out_on = blangko terakhir terpakai
measure-blanks_out_days = hari kerja sampai blangko habis
measure-printed = kartu tercetak
measure-spoiled = gagal cetak
measure-failures = kerusakan alat cetak
measure-expired_suket = suket kedaluwarsa sebelum kartu jadi
measure-waiting_at_end = warga yang masih menunggu di akhir
measure-blankless_days = hari kerja tanpa blangko
measure-wait_days = hari dari perekaman sampai kartu

## Hari dan tanggal
head-days = Hari untuk menuntaskan semua yang menunggu sejak awal
head-more-dates = Antrean dan blangko
row-mean = rata-rata
row-interval = rentang 95 %
row-p10 = P10
row-p50 = P50, nilai tengah
row-p90 = P90, aman 90 %
row-happens = bagian simulasi
note-days = Dihitung sejak { $start }; hari pertama dan hari terakhir ikut dihitung. P90: dalam sembilan dari sepuluh simulasi sudah tuntas pada hari itu.
note-censored = { $count } dari { $replications } kali simulasi belum tuntas pada batas waktu; karena itu rata-ratanya tidak disebutkan.
best-case = Paling cepat: { $days }, pada { $date }. Dengan alat, batas dan blangko ini tidak mungkin lebih cepat.
best-case-none = Paling cepat: pada batas waktu pun belum tuntas, walaupun semuanya lancar.
arithmetic = Hitungan kasar: { $residents } warga / { $daily } keping sehari = { $days }, yaitu { $date }.
arithmetic-late = Hitungan kasar: { $residents } warga / { $daily } keping sehari = { $days }, di luar hari yang diketahui.
arithmetic-blanks = Hitungan itu lupa bahwa sampai batas waktu hanya ada { $blanks } keping blangko.
closure = Perhatikan libur panjang: setelah { $last }, hari kerja berikutnya { $next }.
head-by = Peluang semua yang menunggu sejak awal sudah terlayani
column-by = paling lambat
column-chance = peluang

## Jumlah
head-counts = Kartu dan warga
note-wait = Baris terakhir tentang warga yang menunggu sejak awal: P90 berarti sembilan dari sepuluh warga menunggu paling lama sekian hari.
note-wait-censored = Sebagian warga belum mendapat kartu di akhir, jadi rata-rata lama menunggu tidak diketahui.

## Tempat
head-sites = Tempat pencetakan
column-site = tempat
column-cards = kartu
column-p10-p90 = P10 – P90
column-utilisation = waktu mencetak
column-binds = yang paling menghambat
head-kecamatan = Menurut kecamatan
column-kecamatan = kecamatan
column-waiting = masih menunggu
column-served = terlayani
note-unequal = Belum merata: { $best } sudah { $best_share }, { $worst } baru { $worst_share }.
note-equal = Semua kecamatan sudah terlayani { $share }.

## Waktu yang hilang
head-loss = Ke mana jam buka alat cetak terpakai
column-state = keadaan
column-share = bagian
column-hours = jam alat
column-lost = setara kartu
binding = Kendala yang mengikat: { $state }, { $share } dari jam buka alat cetak.
binding-none = Alat cetak mencetak terus selama boleh: hanya tambahan alat atau jam kerja yang menolong.
hint-printing = Hanya tambahan alat atau jam kerja yang menolong.
hint-no_resident = Alat ini masih sanggup mencetak, tetapi semua warga yang boleh dilayaninya sudah terlayani.
hint-no_blank = Tambahan alat atau jam kerja tidak menolong; yang menolong tambahan blangko.
hint-no_ribbon = Tambahan alat atau jam kerja tidak menolong; yang menolong tambahan ribbon.
hint-daily_limit = Lembur tidak ada gunanya selama batas harian mengikat; yang menolong batas yang lebih tinggi, dengan risiko alat aus, atau satu alat lagi.
hint-upgrade = Yang menolong: pembaruan selesai lebih cepat, atau warganya dilayani di tempat lain untuk sementara.
hint-outage = Yang menolong: gangguan yang lebih jarang atau lebih singkat.
hint-broken = Yang menolong: alat cadangan atau perbaikan yang lebih cepat.
hint-starting_up = Yang menolong: latihan sebelum mulai.

## Pengamatan
head-observations = Kenyataan dan simulasi
column-window = jangka waktu
column-seen = kenyataan
column-simulated = simulasi
note-window = { $from } sampai { $until }
note-outside = Kenyataan berada di luar P10 – P90 simulasi: asumsi yang dipakai belum menjelaskannya.
note-parts = Bagian-bagiannya berjumlah { $parts }, bukan { $total } seperti yang dilaporkan; keduanya dipertahankan.

## Asumsi
head-assumptions = Asumsi
note-assumptions = Data: tercatat di kantor. Perkiraan: belum ada yang menghitungnya; cobalah nilai lain.
kind-given = data
kind-estimate = perkiraan
mark-estimate = perkiraan
mark-source = sumber: { $sources }
assume-backlog = { $residents } warga menunggu pada awal simulasi: { $shares }.
assume-recorded = Mereka direkam dari { $from } sampai { $to }, merata sepanjang waktu itu.
assume-suket = { $share } dari mereka memegang suket, yang berlaku { $months } bulan sejak perekaman.
assume-order = Pemegang suket didahulukan, lalu yang lain, masing-masing menurut tanggal perekaman.
assume-routing-own = Setiap warga dilayani hanya di tempat pencetakan kecamatannya.
assume-routing-own-office = Setiap warga dilayani di tempat pencetakan kecamatannya atau di kantor dinas.
assume-routing-down = Setiap warga dilayani di tempat pencetakan kecamatannya, dan di kantor dinas selama tempat itu tidak bisa mencetak.
assume-routing-pooled = Setiap warga dilayani di tempat mana saja.
assume-arrivals-none = Tidak ada perekaman baru.
assume-arrivals = Perekaman baru setiap hari kerja dari { $from } sampai { $until }: { $rates }. { $share } dari mereka mendapat suket.
assume-campaign = Jemput bola di { $kecamatan } pada { $date } merekam { $count } warga.
assume-blanks = { $pieces } keping blangko tersedia pada awal simulasi.
assume-blanks-received = { $pieces } keping blangko tersedia pada awal simulasi, diterima { $date }.
assume-held-pooled = Semua tempat mengambil dari satu persediaan.
assume-held-split = Setiap tempat punya persediaan sendiri: { $shares }. Tidak ada yang dipindahkan.
assume-no-delivery = Tidak ada tambahan blangko.
assume-delivery = Tambahan { $pieces } keping blangko datang pada { $date }.
assume-delivery-delay = Tambahan { $pieces } keping blangko diminta pada { $date } dan datang setelah { $delay }.
assume-delivery-site = Semuanya untuk { $site }.
assume-ribbons-none = Ribbon tidak sampai habis.
assume-ribbons = { $count } ribbon tersedia pada awal simulasi; satu ribbon cukup untuk { $cards }.
assume-ribbon-delivery = Tambahan { $pieces } ribbon datang pada { $date }.
assume-ribbon-delivery-delay = Tambahan { $pieces } ribbon diminta pada { $date } dan datang setelah { $delay }.
assume-hours = Jam buka: { $hours }.
assume-closed = tutup
assume-holidays-none = Tidak ada hari libur sampai batas waktu.
assume-holidays = Tutup juga pada { $dates }.
assume-half-days = Buka hanya pagi hari pada { $dates }.
assume-holidays-estimated = Hasil perhitungan, belum ditetapkan: { $names }.
assume-upgrade-done = Sudah memakai aplikasi baru sejak awal: { $sites }.
assume-upgrade-on = { $site }: memakai aplikasi baru mulai { $date }.
assume-upgrade-after = { $site }: memakai aplikasi baru setelah { $delay }, dihitung sejak awal simulasi.
assume-upgrade-crew = { $site }: diperbarui oleh satu-satunya tim dalam { $delay }.
assume-crew-order = Urutan tim: { $order }.
assume-upgrade-never = { $site }: pembaruan belum selesai pada batas waktu.
assume-printers = { $count } alat cetak ({ $where }), masing-masing paling banyak { $limit } keping sehari.
assume-print-time = Satu kartu perlu { $time }; { $spoilage } gagal cetak.
assume-overload = Dipaksakan { $cards } keping lagi sehari; { $spoilage } di antaranya gagal cetak, dan satu keping mengauskan alat seperti { $wear } keping.
assume-life-none = Alat cetak tidak pernah rusak.
assume-life = Alat rusak setelah { $life } dan kembali setelah { $repair }.
assume-availability = Alat bisa dipakai pada { $share } dari hari-hari yang ada.
assume-ramp = Awalnya pelan: paling banyak { $ramp } keping pada hari-hari pertama.
assume-arrives = Alat ada mulai { $date }.
assume-away = Alat tidak ada dari { $from } sampai { $until }.
assume-outage-fixed = { $name } ({ $sites }): dari { $from } sampai { $until }.
assume-outage-random = { $name } ({ $sites }): setiap kali setelah { $every }, selama { $lasts }.
assume-outages-none = Tidak ada gangguan.

## Cara mengulang
repeat = Seed { $seed } · { $replications } kali simulasi · cetak { $version }
repeat-hashes = skenario { $digest } · kode hasil { $fingerprint }
repeat-how = Skenario, seed dan jumlah simulasi yang sama menghasilkan kode hasil yang sama.

## Perbandingan
title-compare = { $count } skenario, masing-masing { $replications } kali simulasi, dengan kejadian acak yang sama.
interrupted-compare = Dihentikan lebih awal: simulasi yang selesai lebih sedikit daripada { $requested } yang diminta.
column-scenario = skenario
column-median = P50
column-safe = P90, aman 90 %
column-never = tidak tuntas
head-compare = Kapan semua yang menunggu sejak awal terlayani
head-differences = { $name } dibanding { $reference }
note-differences = Selisih rata-rata dengan rentang 95 %, simulasi demi simulasi; di bawah nol berarti lebih cepat atau lebih sedikit.
diff-censored = tidak diketahui: tidak terjadi dalam { $count } dari { $all } pasangan
best = Paling cepat: { $name }; lebih cepat daripada semua yang lain dengan keyakinan bersama 95 %.
best-none = Tidak ada skenario yang paling cepat dengan keyakinan 95 %.
best-none-censored = Tidak ada skenario yang bisa disebut paling cepat: dalam sebagian simulasi warga belum semuanya terlayani pada batas waktu, sehingga lamanya tidak diketahui.

## Grafik
plot-waiting = warga yang menunggu
plot-blanks = persediaan blangko
plot-band = P10 – P90
plot-median = nilai tengah
plot-closed = akhir pekan
plot-holiday = hari libur
plot-p50 = P50: { $date }
plot-p90 = aman 90 %: { $date }
plot-axis-waiting = warga
plot-axis-blanks = keping
plot-axis-date = tanggal ({ $years })

## Menulis berkas
write-failed = { $file }: tidak bisa ditulis: { $why }
write-failed-after = { $file }: tidak bisa ditulis: { $why }; yang sudah ditulis sebelumnya: { $there }
write-stdout = keluaran standar
write-no-folder = foldernya tidak ada
write-not-allowed = tidak ada izin untuk menulisnya
write-read-only = berkas itu hanya boleh dibaca, dan dibiarkan
write-closed = keluaran itu tertutup
write-is-folder = itu sebuah folder
write-full = penyimpanan penuh
write-exists = berkas itu sudah ada, dan dibiarkan

## Baris perintah
cli-stopping = Berhenti; hasil simulasi yang sudah selesai dilaporkan.
cli-stopped = Dihentikan sebelum simulasi pertama selesai; tidak ada yang dapat dilaporkan.
cli-same-file = { $file }: berkas ini sudah dibaca atau ditulis oleh perintah yang sama
cli-by-unreadable = --by { $found } bukan tanggal; seharusnya seperti 2017-06-22
cli-by-outside = --by { $found } di luar hari-hari simulasi, { $start } sampai { $horizon }
cli-one-name = { $first } dan { $second } sama-sama bernama "{ $name }", sehingga tidak dapat dibedakan dalam perbandingan; seharusnya salah satunya diberi nama lain, seperti name = "…"
cli-good = { $file }: { $warnings ->
    [0] OK
   *[other] OK, dengan { $warnings } peringatan
}
cli-written = { $file } sudah ditulis; ubahlah lalu coba: cetak run { $file }
cli-plot-svg = gambar dibuat sebagai SVG; seharusnya nama berkas yang berakhir .svg
