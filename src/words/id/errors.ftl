# Kesalahan pada waktu, peluang, sumber daya, mesin simulasi dan percobaan.

in-english = keterangan dalam bahasa Inggris: { $detail }
io-read-only = berkas itu hanya boleh dibaca
io-not-found = berkas atau foldernya tidak ada
io-not-found-near = berkas ini tidak ada, mungkin maksudnya { $near }?
io-not-allowed = tidak ada izin
io-is-folder = itu sebuah folder
io-no-folder = yang tertulis sebagai folder ternyata berkas
io-exists = berkas itu sudah ada
io-full = penyimpanan penuh
io-quota = jatah penyimpanan pengguna ini habis
io-too-large = berkasnya akan terlalu besar
io-name = namanya tidak dapat dipakai, atau terlalu panjang
io-busy = sedang dipakai program lain
io-network = jaringan atau penyimpanannya tidak menjawab
io-reader-gone = pembacanya sudah pergi
io-no-text = isinya bukan teks UTF-8
json-place = baris { $line }, kolom { $column }
io-memory = memori tidak cukup

## Waktu
time-unreadable = ditemukan "{ $found }"; seharusnya hari dan jam, seperti 12d 08:30:00
span-unreadable = "{ $found }" bukan lama waktu: { $wanted }
span-no-unit = "{ $found }" tanpa satuan: { $wanted }
span-unknown-unit = satuan "{ $unit }" dalam "{ $found }" tidak dikenal: { $wanted }
span-wanted = lama waktu ditulis sebagai angka dan salah satu satuan s, min, h, d, wk, seperti "4 min"
span-too-long = "{ $found }" terlalu lama: waktu simulasi berakhir setelah 292.000 tahun

## Sebaran seperti yang ditulis
number-unreadable = "{ $found }" bukan angka biasa; di sini seharusnya angka tanpa satuan
count-unreadable = "{ $found }" bukan bilangan bulat, padahal seharusnya bilangan bulat
distribution-unknown = "{ $found }" bukan nama sebaran; yang dikenal: { $known }
distribution-unknown-near = "{ $found }" bukan nama sebaran; mungkin maksudnya { $near }? Yang dikenal: { $known }
distribution-open = "{ $found }" tidak berakhir dengan kurung tutup dari { $name }(…)
distribution-bare = { $name } belum diberi parameter: tulislah { $usage }
distribution-count = { $name }: jumlah parameternya { $found }, seharusnya { $wanted }: tulislah { $usage }
distribution-mixed = sebagian parameter { $name } diberi nama, sebagian tidak: tulislah nama semuanya, { $known }, atau tidak satu pun
distribution-parameter-unknown = { $name } tidak memiliki parameter "{ $found }"; parameternya: { $known }
distribution-parameter-near = { $name } tidak memiliki parameter "{ $found }"; mungkin maksudnya { $near }? Parameternya: { $known }
distribution-parameter-twice = parameter { $found } dari { $name } ditulis dua kali
distribution-because = sebaran { $name }: { $detail }

## Sebaran seperti yang dimaksud
distribution-refused = sebaran { $name }: { $parameter } adalah { $found }, seharusnya { $wanted }
distribution-not-negative = 0 atau lebih
distribution-positive = lebih dari 0
distribution-at-most = paling banyak { $most }
distribution-at-least = sedikitnya sama dengan { $lower }, yaitu { $least }
distribution-shape = angka biasa antara 0.01 dan 1000000
distribution-spread = angka biasa, sedikitnya 1 (dua pertiga dari semua nilai terletak antara median / spread dan median × spread)
distribution-poisson = antara 0 dan 1000000000
distribution-empty = sebaran { $name }: daftarnya kosong, seharusnya sedikitnya satu isi
distribution-no-phase = sebaran erlang: phases adalah 0, seharusnya sedikitnya 1
distribution-of-counts = sebaran { $name }: ini sebaran jumlah, padahal di sini seharusnya lama waktu
distribution-mean = { $written }: rata-rata sebaran ini melebihi { $most }, nilai terbesar yang dapat dihitung
distribution-negative-draws = nilainya dapat negatif, padahal di sini seharusnya lama waktu: tulislah "truncated_normal(mean, sd, min, max)"
distribution-cut-away = { $written }: kurang dari sepersejuta sebaran normal ini terletak di antara kedua batasnya
distribution-probability = dari { $least } sampai 1
distribution-weight = lebih dari 0 dan terhingga
distribution-no-pair = "{ $found }" belum diberi angka setelah titik dua, seperti "3 min: 0.5"
distribution-points-fall = sebaran piecewise_linear: nilai dan peluang tidak boleh turun dari titik ke titik, padahal { $found }: { $probability } turun
distribution-first-probability = 0 pada nilai pertama
distribution-last-probability = 1 pada nilai terakhir
largest-number = 1e300
largest-span = 285 tahun

## Kedatangan
arrivals-attendance = tingkat kehadiran adalah { $found }, seharusnya dari 0 sampai 1
rates-order = laju mulai { $second } ditulis setelah laju mulai { $first }: waktunya harus makin besar
rates-negative = laju adalah { $found }, seharusnya 0 atau lebih
rates-zero = laju tidak pernah di atas 0, sehingga tidak akan ada yang datang
rates-outside = laju mulai { $from } berada di luar periode { $period }

design-no-inputs = rancangan tidak memiliki masukan, seharusnya sedikitnya satu masukan diubah-ubah
design-input-twice = dua masukan rancangan bernama "{ $name }"
design-input-range = masukan "{ $name }": rentangnya dari { $low } sampai { $high }, seharusnya makin besar dan terhingga
design-dimensions = jumlah dimensi adalah { $found }, padahal titik Sobol' paling banyak berdimensi { $most }: rancangan untuk indeks memerlukan dua dimensi bagi setiap masukan

evidence-no-inputs = tidak ada masukan yang diketahui dari data, seharusnya sedikitnya satu
evidence-too-few = masukan "{ $name }": jumlah pengamatan adalah { $found }, seharusnya sedikitnya { $fewest }
evidence-not-an-observation = masukan "{ $name }": pengamatan ke-{ $number } negatif, terlalu besar, atau bukan angka
evidence-all-equal = masukan "{ $name }": semua pengamatan bernilai { $value }, sehingga tidak diketahui seberapa jauh nilainya dapat berbeda
evidence-no-fit = masukan "{ $name }": tidak ada sebaran { $family } yang dapat menghasilkan pengamatan ini
evidence-share = masukan "{ $name }": { $found } dari { $trials } percobaan; seharusnya sedikitnya 2 percobaan, dan paling banyak semuanya
evidence-too-few-draws = { $draws } penarikan dengan { $replications } kali simulasi terlalu sedikit; seharusnya sedikitnya { $fewest } penarikan, masing-masing sedikitnya 2 kali simulasi

fit-too-few = jumlah pengamatan adalah { $found }, seharusnya sedikitnya { $fewest }
fit-not-an-observation = pengamatan ke-{ $number } negatif, terlalu besar, atau bukan angka
fit-all-equal = semua pengamatan bernilai { $value }: tulislah nilai itu sebagai pengganti sebaran

register-no-column = register ini tidak memiliki kolom: { $missing }; seharusnya ada satu baris judul, misalnya NIK, Kecamatan, Tanggal Perekaman, Status dan No. Suket
register-empty = tidak ada baris di register ini; seharusnya satu baris judul, lalu satu baris untuk setiap warga
register-no-kecamatan = kolom kecamatan memuat lebih dari { $most } isi yang berbeda, jadi isinya bukan kecamatan
register-workbook = berkas ini dokumen lembar kerja; simpan dahulu sebagai CSV
csv-unreadable = tidak dapat dibaca ({ $detail })
csv-too-large = lebih besar dari { $most } MiB
csv-json = berisi JSON; seharusnya berkas CSV, dengan judul seperti menit pada baris pertama dan satu hasil pengamatan pada setiap baris di bawahnya
csv-empty = tidak memiliki baris
csv-no-numbers = tidak ada kolom yang sebagian besar barisnya berisi angka
csv-several-columns = beberapa kolom berisi angka, sebutkan satu dengan --column: { $names }
csv-no-head = --column { $found }: berkas ini tidak memiliki baris judul; sebutkan nomor kolom, dari 1 sampai { $wide }
csv-no-column = --column { $found }: tidak ada kolom itu; yang ada: { $known }
csv-no-column-near = --column { $found }: tidak ada kolom itu; mungkin maksudnya { $near }? Yang ada: { $known }
csv-no-value = baris { $line }: "{ $found }" bukan angka dan bukan waktu seperti 3 min
csv-text = baris { $line }: selnya berisi teks, seharusnya angka atau waktu
csv-identity = baris { $line }: isi selnya tampak seperti nomor induk kependudukan, bukan hasil pengamatan
csv-thousands = baris { $line }: "{ $found }" mungkin dimaksud ribuan; tulislah 1200, atau 1.2000
csv-clock = baris { $line }: "{ $found }" dapat berarti menit dan detik atau jam dan menit; sebutkan dengan --unit min atau --unit h
csv-no-duration = baris { $line }: "{ $found }" bukan lama waktu
csv-unit-lacks = baris { $line }: angkanya tanpa satuan, padahal baris lain memakainya; sebutkan dengan --unit
csv-more = dan { $count } baris lagi
unit-unknown = "{ $found }" bukan satuan waktu; yang dikenal: s, min, h, d, wk

## Jam buka
opening-backward = sebuah jam buka mulai pada { $open } dan berakhir pada { $close }, seharusnya berakhir setelah mulai
opening-order = sebuah jam buka mulai pada { $open }, padahal yang sebelumnya berakhir pada { $last }: jam buka harus berurutan dan tidak bertumpang tindih
opening-long = jumlah jam buka sampai { $close } melebihi lama waktu yang dapat dihitung, sekitar 292.000 tahun

## Titik simpan dan baris kejadian
checkpoint-unwritable = titik simpan tidak dapat ditulis: { $detail }
checkpoint-unreadable = titik simpan tidak dapat dibaca: { $detail }
checkpoint-unsavable = keadaan tidak dapat disimpan: pada { $place }, { $detail }
checkpoint-cut-off = titik simpan terpotong; seharusnya format { $format } seperti yang ditulis { $program }
checkpoint-alien = ini bukan titik simpan ({ $detail }); seharusnya format { $format } seperti yang ditulis { $program }
checkpoint-format = titik simpan berformat { $found }, ditulis oleh { $writer }; seharusnya format { $format }, yang dibaca { $program }
checkpoint-program = titik simpan ditulis oleh { $writer }; seharusnya { $program }, karena versi lain mungkin melanjutkan dengan aturan lain
checkpoint-digest = titik simpan ini milik "{ $found }"; seharusnya "{ $wanted }": skenario atau pilihannya sudah berubah
checkpoint-changed = titik simpan diubah setelah ditulis; seharusnya berkas seperti ketika disimpan
checkpoint-state = titik simpan berisi jenis keadaan yang lain: { $detail }
events-unwritable = baris kejadian tidak dapat ditulis: { $detail }
events-no-json = pada { $now }: kejadian tidak dapat ditulis sebagai JSON: { $detail }

## Percobaan
experiment-no-replication = diminta 0 kali simulasi; seharusnya sedikitnya 1
experiment-no-thread = diminta 0 thread; seharusnya sedikitnya 1
experiment-threads = thread tidak dapat dijalankan: { $detail }
experiment-stopped = dihentikan sebelum simulasi pertama selesai
experiment-other-results = hasil ini berasal dari percobaan lain; seharusnya hasil dengan nama, masukan, bilangan awal, dan keluaran yang sama
experiment-too-many = nomor simulasi paling besar { $most }; tidak dapat ditambah lagi
replay-unreadable = hasil ini tidak dapat dibaca: { $detail }
replay-alien = ini bukan JSON ({ $detail }); seharusnya hasil cetak run, cetak compare, cetak sensitivity, atau cetak nation dengan --format json
replay-no-result = hasil ini tidak dapat diulangi; seharusnya hasil cetak run, cetak compare, cetak sensitivity, atau cetak nation dengan --format json
replay-so-far = hasil ini hanya berdasarkan sebagian simulasi yang sudah selesai ketika ditulis sehingga tidak dapat diulangi; seharusnya hasil dari semua simulasinya
replay-no-scenario = hasil ini tidak memuat berkas skenario sehingga tidak dapat diulangi
replay-version = hasil ini ditulis oleh versi { $writer }; ini versi { $program }, dan hanya versi yang sama yang mengulangi setiap angka
sensitivity-nothing-unknown = tidak ada nilai yang belum diketahui dalam skenario ini; seharusnya ada nilai seperti { $example }
sensitivity-too-few = { $found } kali simulasi terlalu sedikit untuk mengetahui pengaruhnya; seharusnya { $wanted } atau lebih
experiment-stopped-warm-up = model berhenti pada { $now }; seharusnya berjalan terus setelah masa pemanasan, yang berakhir pada { $end }
experiment-empty-world = model ini tidak membuat apa pun yang dapat dilaporkan (Resource, Pool, ProcessorSharing, BatchServer, Stock, atau Store dengan statistik); beri nama keluarannya dan pakai Experiment::of_processes
experiment-same-name = ada dua hal bernama "{ $name }" dalam model ini; beri masing-masing nama sendiri
experiment-other-world = pada ulangan ini model membuat hal lain daripada yang pertama; beri nama keluarannya dan pakai Experiment::of_processes
experiment-circle = pada { $now } { $waiting } saling menunggu dan tidak akan pernah lanjut, walaupun yang lain berjalan, yang pertama: { $first }
experiment-in-replication = ulangan { $replication }: { $error }
experiment-not-finite = ulangan { $replication }: keluaran "{ $name }" bernilai { $value }, bukan bilangan; jika memang dapat tidak terjadi, kosongkan keluarannya atau jadikan waktu sampai suatu kejadian
experiment-deadlock = pada { $now } tidak ada lagi yang dapat terjadi dan { $waiting } masih menunggu, yang pertama: { $first }
part-unreadable = "{ $found }" bukan bagian dari simulasi; seharusnya nomor dan banyaknya bagian, misalnya 3/8
part-too-many-offices = { $offices } kantor tidak dapat dibagi menjadi lebih dari { $offices } bagian
part-too-many = { $replications } kali simulasi tidak dapat dibagi menjadi { $parts } bagian; paling banyak { $replications }
part-unreadable-file = bagian ini tidak dapat dibaca: { $detail }
part-unwritable = bagian ini tidak dapat ditulis: { $detail }
part-busy = bagian ini sedang dijalankan oleh proses lain
part-none = ini bukan berkas bagian, atau baris pertamanya sudah diubah; seharusnya berkas yang ditulis cetak sebagai bagian dari simulasi
part-version = bagian ini ditulis oleh { $writer }; seharusnya { $program }, karena versi lain mungkin melanjutkan dengan aturan lain
part-there = berkas ini sudah ada dan isinya lain ({ $differs }); tidak ada yang diubah
part-cut-off = berkas ini sudah ada, tetapi terpotong; hapus berkas ini, lalu jalankan lagi bagian ini
part-bytes-cut-off = bagian yang diterima untuk berkas ini terpotong; jalankan lagi
part-differs = { $one } dan { $other } memuat simulasi yang sama tetapi isinya berbeda; keduanya disimpan. Salah satu komputer menghitung dengan keliru, atau ada berkas yang diubah
part-changed = simulasi ke-{ $replication } diubah setelah ditulis
part-kind = simulasi ke-{ $replication } berisi jenis hasil yang lain
part-not-of-plan = ada simulasi berisi angka yang tidak mungkin menurut skenarionya
part-stopped = dihentikan; { $done } dari { $all } simulasi bagian ini sudah tersimpan, dan perintah yang sama melanjutkannya
part-file = { $file }: { $wrong }
part-of-another = { $file } bukan dari simulasi yang sama dengan { $first }: { $differs }
part-other-digest = skenario atau nilainya berbeda: { $one } dan { $other }
part-other-seed = bilangan awalnya { $one } dan { $other }
part-other-number = banyaknya simulasi { $one } dan { $other }
part-shorter = berkas ini dari { $one } kali simulasi, sedangkan sekarang diminta { $other }: hanya berkas bagian 1/1 yang sudah selesai dapat ditambah, sebagai bagian 1/1; jalankan bagian lain ke berkas baru
part-other-about = teks skenarionya berbeda
part-other-range = isinya simulasi ke-{ $first } sampai ke-{ $last }, bukan ke-{ $wanted-first } sampai ke-{ $wanted-last }
part-missing = simulasi ke-{ $first } sampai ke-{ $last } tidak ada
part-missing-one = simulasi ke-{ $first } tidak ada
part-twice = simulasi ke-{ $first } sampai ke-{ $last } ada di { $one } dan juga di { $other }
part-no-file = tidak ada bagian
part-offices-missing = kantor ke-{ $first } sampai ke-{ $last } dalam tabel tidak ada
part-offices-twice = kantor ke-{ $first } sampai ke-{ $last } dalam tabel ada di dua bagian
comparison-too-few = { $found } percobaan akan dibandingkan; seharusnya sedikitnya 2
comparison-unlike = hasil "{ $name }" tidak dapat dipasangkan dengan yang pertama; seharusnya keluaran, bilangan awal, dan simulasinya sama
precision-no-mean = { $name } tidak punya rata-rata yang jujur: dari { $replications } simulasi, { $unknown } tidak punya nilai atau nilainya belum tercapai; mintalah ketelitian kuantil, misalnya P90
batches-too-few = rangkaian { $observed } pengamatan terlalu pendek untuk rata-rata per kelompok; perlu sedikitnya { $least }
batches-correlated = rangkaian { $observed } pengamatan terlalu pendek untuk rata-rata per kelompok: korelasi bagian kelompok yang berurutan (masing-masing 1/32 kelompok) { $found }, di atas { $most }; perlu sekitar { $needed } pengamatan atau lebih, atau kurangi jumlah kelompok
warm-up-too-short = rangkaian { $observed } pengamatan terlalu pendek untuk menentukan akhir masa awalnya; perlu sedikitnya { $least }
warm-up-late = dari rangkaian { $observed } pengamatan, { $cut } yang pertama harus dibuang, lebih dari separuhnya; perlu sedikitnya { $least } pengamatan, dan jika batas itu ikut bergeser, rangkaian ini tidak mempunyai keadaan tetap
over-time-gaps = "{ $name }" mempunyai langkah waktu yang pada salah satu ulangan tidak memuat pengamatan, sehingga tidak dapat menunjukkan cukup tidaknya masa pemanasan; perlu langkah yang lebih panjang
over-time-few-steps = "{ $name }" hanya mempunyai { $steps } langkah waktu, terlalu sedikit untuk menilai cukup tidaknya masa pemanasan; perlu sedikitnya { $least }, jadi langkah yang lebih pendek atau rangkaian yang lebih panjang
over-time-run-short = rangkaian { $length } terlalu pendek untuk keadaan tetap "{ $name }": menurut MSER-5, { $cut } yang pertama harus dibuang; perlu sedikitnya { $least }, dan jika batas itu ikut bergeser, tidak ada keadaan tetap
over-time-warm-up-short = masa pemanasan { $warm_up } terlalu pendek: menurut MSER-5, { $cut } yang pertama dari "{ $name }" harus dibuang, dan bagian di antaranya berbeda dengan sesudahnya
selection-budget = jatah { $budget } simulasi kurang dari { $least } simulasi pertama yang diperlukan
selection-no-mean = { $alternative } tidak punya rata-rata { $name } yang jujur: ada simulasi yang tidak punya nilai atau nilainya belum tercapai; pilih menurut keluaran lain, atau bandingkan kuantilnya
selection-too-many = pemilihan memerlukan { $needed } simulasi untuk satu alternatif, sedangkan paling banyak { $most }; izinkan lebih banyak, atau perlebar batas beda yang berarti
