# Kesalahan pada kantor: rencana, hari, simulasi dan hasilnya.

lang-unknown = bahasanya "{ $found }", seharusnya en atau id

## Hari
hours-unreadable = ditemukan `{ $found }`, seharusnya jam seperti `07:30-15:30`, beberapa di antaranya dengan koma, atau `closed`
hours-backward = jam { $found } seharusnya berakhir setelah mulai
hours-late = jam { $found } seharusnya berakhir paling lambat 24:00
hours-overlap = jam { $found } seharusnya mulai setelah { $last } berakhir: jam-jam ditulis berurutan dan tidak bertumpang tindih
holidays-unknown-set = daftar hari libur `{ $found }` tidak ada; yang tersedia { $first } sampai { $last }, yang terdekat `{ $near }`
holidays-unknown = hari libur dari { $start } sampai { $end } belum semuanya diketahui: { $what }; yang diberikan: { $given }
holidays-missing = berikan juga { $missing }
holidays-not-built-in = tidak tersedia daftar untuk { $years }
holidays-both = { $missing }; { $years }
holidays-years = { $first } sampai { $last }

## Rencana
routing-unknown = routing adalah "{ $found }", seharusnya salah satu dari { $known }
plan-backward = batas waktu { $horizon } mendahului hari mulai { $start }
plan-no-site = tidak ada tempat pencetakan; sedikitnya satu harus mencetak
plan-no-kecamatan = tidak ada kecamatan; sedikitnya satu harus memiliki warga
plan-site-twice = dua tempat pencetakan bernama "{ $name }"
plan-kecamatan-twice = dua kecamatan bernama "{ $name }"
plan-printer-twice = tempat pencetakan "{ $site }" memiliki dua alat cetak bernama "{ $name }"
plan-site-kecamatan = tempat pencetakan "{ $name }" melayani kecamatan yang tidak ada
plan-two-offices = tempat pencetakan "{ $one }" dan "{ $other }" keduanya kantor; seharusnya paling banyak satu
plan-share = share sebuah kecamatan adalah { $found }, seharusnya 0 atau lebih
plan-shares-zero = share semua kecamatan 0, sehingga yang menunggu sejak awal tidak bertempat tinggal di mana pun
plan-outage-over = gangguan "{ $name }" selalu selesai sebelum hari mulai
plan-by-date = jumlah, tanggal atau kecamatan warga yang menunggu tidak sesuai dengan daftar menurut tanggalnya
plan-recordings = { $recordings }: satu dari seribu juta penarikan jumlah perekaman melebihi { $found }, seharusnya paling banyak { $most }
plan-negative = { $found }: sebaran ini memiliki nilai negatif, padahal untuk jumlah
plan-recorded-backward = tanggal perekaman terakhir dari yang menunggu sejak awal mendahului yang pertama
plan-suket-share = bagian pemegang suket adalah { $found }, seharusnya antara 0 dan 1
plan-allotment = pembagian memerlukan satu bobot yang tidak di bawah 0 untuk setiap tempat pencetakan, dan sedikitnya satu di atas 0
plan-ribbons-site = ribbon dikirim ke satu tempat, padahal ribbon selalu disatukan
plan-unknown-site = ada yang menyebut tempat pencetakan yang tidak ada
plan-unknown-kecamatan = sebuah jemput bola menyebut kecamatan yang tidak ada
plan-crew = urutan kerja tim harus menyebut setiap tempat yang diperbaruinya satu kali
plan-printer-share = { $printer }: { $what } adalah { $found }, seharusnya antara 0 dan 1
plan-printer-negative = { $printer }: { $what } adalah { $found }, seharusnya 0 atau lebih
plan-print-time = { $printer }: print_time adalah 0 menit, seharusnya lebih dari 0 menit

## Terlalu besar untuk disimulasikan
too-many-blanks = seluruhnya ada { $found } keping blangko; seharusnya paling banyak { $most }
too-many-ribbons = seluruhnya ada { $found } ribbon; seharusnya paling banyak { $most }
too-many-residents = satu kali simulasi akan memuat hingga sekitar { $found } warga, yang menunggu sejak awal dan semua perekaman baru; paling banyak { $most } dapat disimulasikan
too-many-cards = satu kali simulasi dapat mencetak sekitar { $found } keping, termasuk gagal cetak; paling banyak { $most } dapat disimulasikan
too-many-looks = alat cetak akan diperiksa sekitar { $found } kali dalam satu kali simulasi: pada setiap jam buka, gangguan dan tambahan, setiap alat yang terkait; paling banyak { $most } dapat disimulasikan
too-many-replications = { $replications } kali simulasi dapat memerlukan memori { $needed } GB; paling banyak { $most } kali, untuk { $room } GB

## Simulasi
run-stopped = dihentikan pada { $now }, sebelum simulasi selesai
run-contradicts = titik simpan bertentangan dengan dirinya sendiri atau dengan rencananya: { $detail }
books-differ = pembukuan tidak cocok: { $what } tercatat { $counted }, tetapi jumlahnya { $added-up }; ini kesalahan dalam program
books-blanks-received = blangko yang diterima
books-blanks-on-hand = blangko yang tersedia
books-residents = warga
books-numbers = jumlah nomor urut semua warga
books-in-print = kartu yang sedang dicetak
books-time = waktu buka alat cetak
faster-than-best = simulasi ke-{ $replication } tuntas pada { $date }, padahal paling cepat { $best }; ini kesalahan dalam program
faster-than-never = simulasi ke-{ $replication } tuntas pada { $date }, padahal paling cepat lewat batas waktu; ini kesalahan dalam program
promise-kecamatan = tidak ada kecamatan "{ $found }": yang ada { $known }
promise-kecamatan-near = tidak ada kecamatan "{ $found }", mungkin maksudnya { $near }?
promise-early = { $found } mendahului tanggal perekaman warga yang menunggu sejak awal, { $from } sampai { $to }
promise-late = { $found } lewat batas waktu, { $horizon }
promise-nobody = tidak ada warga { $kecamatan } pemegang suket yang menunggu sejak awal
promise-nobody-without = tidak ada warga { $kecamatan } tanpa suket yang menunggu sejak awal
too-many-promises = tabelnya akan memuat { $count } tanggal, satu untuk setiap tanggal perekaman dan kecamatan, dengan suket dan tanpa suket; paling banyak { $most } dapat dihitung
compare-too-few = perbandingan memerlukan sedikitnya 2 skenario; yang diberikan: { $found }

## Nilai dari baris perintah
set-wrong = --set { $found }: { $what }; seharusnya KUNCI=NILAI, seperti printer.daily_limit=60 atau sites."Bangli Kota".printers=2
set-no-equals = tidak ada tanda sama dengan
set-empty-part = satu bagian kunci kosong
set-long = kunci memiliki lebih dari { $most } bagian
set-quotes-open = tanda kutip tidak ditutup
set-escape = garis miring terbalik dalam tanda kutip memulai urutan khusus TOML, seperti "\\"
set-after-quotes = setelah tanda kutip atau kurung siku seharusnya ada titik atau tanda sama dengan
set-item = kurung siku memuat nomor sebuah butir, dihitung dari 1, seperti deliveries[1]
key-wrong = --key { $found }: { $what }; seharusnya sebuah kunci, seperti printer.daily_limit atau blanks.deliveries[1].asked
key-equals = ada tanda sama dengan

# Nilai yang diubah-ubah
vary-wrong = --vary { $found }: { $what }; seharusnya KUNCI=NILAI,NILAI,… atau KUNCI=A..B atau KUNCI=A..B..LANGKAH
vary-key-twice = kunci ini diubah dua kali
vary-keys = { $found } kunci diubah; seharusnya 1 sampai { $most }, masing-masing dengan --vary KUNCI=NILAI,NILAI,…
vary-all = --vary: { $what }
vary-rows = { $found ->
    [1] ini hanya satu nilai
   *[other] ini { $found } nilai
}; sebutkan 2 sampai { $most }
vary-empty = ada nilai yang kosong
vary-several = ini hanya satu nilai; mungkin maksudnya { $near }?
vary-twice = nilai { $value } tertulis dua kali
vary-open = tanda kutip atau tanda kurung tidak ditutup
between-ends = ditemukan { $from } dan { $to }; seharusnya dua bilangan, dua tanggal, atau dua bilangan dengan satuan yang sama, seperti 2 d dan 10 d
between-near = ditemukan { $from } dan { $to }; ini ditulis { $first } dan { $last }
between-step = ditemukan langkah { $found }; seharusnya di atas 0 dan bersatuan sama (untuk tanggal dalam hari, seperti 7 d), dan selalu disebut bila ada desimal
between-many = ditemukan { $found } nilai; paling banyak { $most }

# Sasaran
goal-unreadable = --goal { $found }: seharusnya sasaran seperti "tuntas sampai 2017-07-28 dengan 90 %", "terlayani 95 % sampai 2017-06-30 dengan 80 %" (50, 80, 90, 95 atau 99 %), atau "tanpa henti sampai 2017-08-31 dengan 90 %"
goal-unreadable-near = --goal { $found }: tanggal ditulis tahun-bulan-hari; mungkin maksudnya "{ $near }"?
precision-unreadable = --precision "{ $found }" tidak terbaca; seharusnya 0.25wd (rata-rata hari kerja, sampai seperempat hari) atau p90=3d (P90 tanggalnya, sampai tiga hari)
precision-not-cleared = --precision: hari kerja tidak punya rata-rata, karena dalam { $unserved } dari { $replications } kali simulasi belum semua warga terlayani pada batas waktu; mintalah ketelitian sebuah tanggal, seperti --precision p{ $percent }=7d
precision-not-cleared-late = --precision: hari kerja tidak punya rata-rata, karena dalam { $unserved } dari { $replications } kali simulasi belum semua warga terlayani pada batas waktu; tanggal P50 pun sesudah batas waktu itu, jadi tetapkan batas waktu yang lebih lambat
select-unreadable = --select "{ $found }" tidak terbaca; seharusnya 0.5wd (skenario yang rata-ratanya berbeda setengah hari kerja atau lebih akan dibedakan)
select-no-mean = "{ $name }" tidak punya rata-rata hari kerja yang jujur: ada simulasi yang belum melayani semua orang sampai { $horizon }; pilih batas waktu yang lebih lambat, skenario lain, atau bandingkan tanggalnya tanpa --select

## Nasional
allotment-unknown = "{ $found }" bukan aturan pembagian; seharusnya salah satu dari { $known }
nation-office = kantor { $code }: { $wrong }
nation-no-office = tabel tidak memuat kantor berkode { $found }
nation-no-office-near = tabel tidak memuat kantor berkode { $found }; mungkin maksudnya { $near }?
nation-rounds = dengan aturan { $rule } jatah sebuah kantor bergantung pada keadaan semua kantor lain, sehingga tidak dapat dijalankan sendiri; seharusnya need, capacity atau equal-lots
