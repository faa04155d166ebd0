# Yang dikatakan perintah ini tentang dirinya dan pilihannya.

## Perintah
about-cetak = Kapan semua warga menerima kartunya? Menyimulasikan kantor yang menerbitkan kartu dan melaporkan tanggal beserta peluangnya
about-run = Menyimulasikan satu skenario dan melaporkan kapan semua warga terlayani
about-compare = Menyimulasikan beberapa skenario dengan kejadian acak yang sama dan melaporkan selisihnya dari yang pertama
about-trace = Menjalankan satu simulasi dan menulis satu baris untuk setiap kejadian
about-check = Membaca berkas skenario dan menyebutkan semua masalahnya
about-init = Menulis berkas skenario untuk memulai, dengan penjelasan baris demi baris
about-list = Menampilkan daftar skenario bawaan
about-help = Menjelaskan program ini atau salah satu perintahnya
after-cetak = Tanpa perintah, skenario bawaan "bangli" yang dijalankan.

## Argumen
arg-scenario = Berkas skenario, atau nama skenario bawaan
arg-compared = Berkas skenario atau nama skenario bawaan, dua atau lebih; yang pertama menjadi acuan
arg-checked = Berkas skenario atau nama skenario bawaan
arg-init = Berkas yang ditulis; berkas yang sudah ada dibiarkan
arg-command = Perintah yang dijelaskan
arg-set = Mengganti satu nilai skenario, seperti printer.daily_limit=60; boleh diulang
arg-replications = Berapa kali simulasi dijalankan, 1 sampai 100.000 [bawaan: 1000; dengan --precision secukupnya, paling banyak 100.000]
arg-seed = Bilangan awal untuk semua yang acak
arg-replication = Simulasi ke berapa dari bilangan awal ini, dihitung dari 1
arg-threads = Jumlah thread [bawaan: satu untuk setiap inti]; tidak mengubah hasil
arg-lang = Bahasa: id atau en [bawaan: dari lingkungan]
arg-format = Halaman untuk dibaca (text), JSON untuk program, atau CSV untuk lembar kerja
arg-output = Menulis laporan ke berkas ini [bawaan: keluaran standar]
arg-lines = Menulis baris-barisnya ke berkas ini [bawaan: keluaran standar]
arg-nation-replications = Berapa kali simulasi dijalankan, 1 sampai 100.000 [bawaan: 100; 1000 dengan --office]
arg-nation-by = Melaporkan berapa warga yang memegang kartu sampai tanggal ini, seperti 2017-06-22; boleh diulang
arg-by = Melaporkan peluang bahwa semua warga terlayani paling lambat tanggal ini, seperti 2017-06-22; boleh diulang
arg-plot = Menggambar warga yang menunggu dan sisa blangko ke berkas SVG ini
arg-plot-compared = Menggambar tanggal dan warga yang menunggu dari semua skenario ke berkas SVG ini
arg-quick = Tanpa mencoba apa yang menolong; waktunya kurang dari separuh
arg-precision = Ulangi simulasi sampai rata-rata hari kerja (0.25wd) atau tanggal (p90=3d) seteliti ini, dengan tingkat kepercayaan 95 %
arg-select = Memilih skenario dengan rata-rata hari kerja paling sedikit, dengan beda terkecil yang masih berarti (0.5wd), lalu membandingkan semuanya pada simulasi baru
about-merge = Menggabungkan bagian-bagian simulasi dan mencetak laporannya
about-campaign = Membagi banyak simulasi ke beberapa proses atau komputer: folder pekerjaan, keadaannya, dan jawaban sementaranya
about-campaign-new = Menulis pekerjaan dari satu atau beberapa skenario ke folder baru
about-campaign-run = Mengerjakan pekerjaan yang belum selesai dan tidak dikerjakan proses lain; beberapa proses boleh sekaligus
about-campaign-status = Menunjukkan sejauh mana pekerjaannya, mana yang gagal, dan berapa lama sisanya
about-campaign-answer = Mencetak jawaban berdasarkan simulasi yang sudah selesai; kode keluar 1 selama masih ada yang kurang
arg-campaign = Folder rangkaian hitungan
arg-campaign-new = Folder yang dibuat; folder yang berisi hal lain tidak diubah
arg-campaign-plans = Berkas skenario atau nama skenario bawaan; yang pertama menjadi acuan
arg-campaign-replications = Berapa kali setiap skenario disimulasikan, 1 sampai 100.000
arg-campaign-plan = Hanya skenario ini, berdasarkan semua simulasinya yang sudah selesai
arg-jobs = Dibagi menjadi berapa pekerjaan simulasi setiap skenario [bawaan: 16]
arg-job = Hanya mengerjakan pekerjaan ini, juga yang sudah tiga kali gagal
arg-again = Menghitung sekali lagi pekerjaan yang sudah selesai, lalu membandingkannya bit demi bit
about-replay = Mengulangi simulasi, perbandingan, peringkat, atau simulasi banyak kantor dari hasil JSON; kode keluar 1 jika ada angka yang berbeda
arg-part = Hanya menjalankan bagian ini dari semua simulasi, misalnya 3/8, ke berkas -o; dilanjutkan jika pernah terhenti
arg-parts = Berkas semua bagian, urutannya bebas
arg-result = Hasil run atau compare yang ditulis dengan --format json
about-sensitivity = Mengurutkan nilai yang belum diketahui menurut pengaruhnya terhadap tanggal
arg-help = Menampilkan bantuan
arg-version = Menampilkan versi
about-promise = Menjawab warga yang bertanya kapan kartunya dicetak
arg-table = Menulis tabel panjang, sebagai CSV atau JSON
arg-recorded = Hari warga itu direkam, misalnya 2016-11-12
arg-kecamatan = Tempat tinggal warga itu
arg-no-suket = Warga itu tidak memegang suket
arg-board = Melaporkan tanggal aman untuk semua tanggal perekaman dan kecamatan, untuk papan pengumuman

## Halaman bantuan
help-usage = Pemakaian
help-options = Pilihan
help-arguments = Argumen
help-commands = Perintah
help-any-options = PILIHAN
help-default = { $text } [bawaan: { $value }]
help-possible = { $text } [pilihan: { $values }]
value-scenario = BERKAS|NAMA
value-folder = FOLDER
value-file = BERKAS
value-plot = BERKAS.svg
value-precision = KETELITIAN
value-select = BEDA
value-set = KUNCI=NILAI
value-date = TANGGAL
value-command = PERINTAH
value-table = TABEL
value-name = NAMA

## Argumen yang tidak dapat dipahami
refused-as = kesalahan: { $what }
refused-tip = petunjuk: { $what }
refused-more = Keterangan lebih lanjut: '--help'.
refused-count = { $found } bukan bilangan bulat dari { $low } sampai { $high }
refused-count-near = { $found } bukan bilangan bulat dari { $low } sampai { $high }; mungkin maksudnya { $near }?
refused-unknown = argumen '{ $found }' tidak dikenal
refused-similar = argumen yang mirip: '{ $near }'
refused-command = perintah '{ $found }' tidak dikenal
refused-similar-command = perintah yang mirip: '{ $near }'
refused-run = skenario dijalankan dengan: cetak run { $found }
refused-several = beberapa skenario dibandingkan dengan: cetak compare
refused-blanks = teks dengan spasi diapit tanda "…"
refused-value = nilai '{ $found }' untuk '{ $argument }' tidak dikenal; pilihan: { $known }
refused-value-why = nilai '{ $found }' untuk '{ $argument }' tidak dapat dipakai: { $why }
refused-value-missing = '{ $argument }' memerlukan nilai, tetapi tidak diberi
refused-similar-value = nilai yang mirip: '{ $near }'
refused-twice = argumen '{ $argument }' hanya boleh satu kali
refused-beside = argumen '{ $argument }' tidak dapat dipakai bersama { $other }
refused-part = --by, --table, --quick, --plot dan --format diberikan kepada cetak merge, yang menggabungkan semua bagian
refused-missing = argumen yang harus ada belum diberikan: { $arguments }
refused-too-few = compare memerlukan sedikitnya dua skenario; baru satu yang disebut
refused-missing-command = perintah sesudahnya belum ditulis: { $known }
refused-text = sebuah argumen bukan teks yang dapat dibaca (UTF-8)
refused-otherwise = argumennya tidak dapat dipahami
about-sweep = Menyimulasikan satu skenario dengan setiap nilai dari satu atau dua kunci, dengan kejadian acak yang sama, dalam satu tabel
about-find = Mencari sejauh mana sebuah nilai boleh berubah agar sasaran tercapai; kode keluar 1 jika tidak ada nilai yang mencapainya
arg-vary = Nilai-nilai sebuah kunci, seperti printer.daily_limit=50,60 atau =30..60 atau =30..60..5; dua kali untuk dua kunci sekaligus
arg-key = Kunci yang nilainya dicari, seperti blanks.deliveries[1].asked
arg-from = Nilai awal
arg-to = Nilai yang didekati sejauh sasaran masih tercapai
arg-step = Langkah antara dua nilai [bila tidak disebut: 1, atau satu hari]
arg-goal = Sasaran: "tuntas sampai 2017-07-28 dengan 90 %", "terlayani 95 % sampai 2017-06-30 dengan 80 %", atau "tanpa henti sampai 2017-08-31 dengan 90 %"
value-vary = KUNCI=NILAI
value-key = KUNCI
value-value = NILAI
value-step = LANGKAH
value-goal = SASARAN
about-backlog = Membuat tunggakan skenario dari register perekaman
arg-register = Register dalam bentuk CSV, satu baris untuk setiap warga
arg-backlog = Tulis tunggakannya ke berkas ini, sebagai bagian skenario
about-fit = Mencocokkan sebaran dengan satu kolom berkas CSV dan mengurutkannya
arg-csv = Berkas CSV, dengan koma, titik koma, atau tab
arg-column = Kolom, menurut nama atau nomornya mulai dari 1 [bila tidak disebut: satu-satunya kolom berisi angka]
arg-unit = Satuan angka biasa, bila berupa waktu: s, min, h, d, atau wk
arg-fit-format = Halaman untuk dibaca (text), atau JSON untuk program
value-unit = SATUAN

about-nation = Menyimulasikan semua kantor di satu negara yang berbagi blangko dari pusat
arg-nation = Berkas banyak kantor
arg-office = Menjalankan satu kantor saja menurut kodenya; hasilnya sama persis dengan di antara semua kantor
arg-rule = Membagi blangko dengan aturan ini sebagai ganti aturan di berkas; bila lebih dari satu, dibandingkan dengan kejadian acak yang sama
arg-plot-nation = Menggambar kantor-kantor menurut provinsi ke berkas SVG ini; beberapa aturan digambar berurutan ke bawah
value-rule = ATURAN
value-code = KODE
arg-part-offices = Dengan --part: hanya bagian kantor ini, bila aturannya tetap
cli-rule-twice = aturan { $rule } disebut dua kali; seharusnya setiap aturan satu kali
cli-part-rules = satu bagian memakai satu aturan pembagian; jalankan bagian-bagian setiap aturan sendiri-sendiri
cli-nation-table = --table tidak ada untuk bagian-bagian banyak kantor; --format csv memuat setiap kantor dan ukuran
arg-campaign-rule = Untuk banyak kantor: membagi blangko dengan aturan ini sebagai ganti aturan di berkas; boleh diulang, lalu aturannya dibandingkan
arg-campaign-offices = Untuk banyak kantor dengan aturan tetap: membagi setiap tugas menurut kantor, menjadi sebanyak ini
arg-keep = Menyimpan hasil setiap simulasi di berkas ini selama berjalan; bila terhenti, perintah yang sama melanjutkannya
cli-rule-office = ada aturan pembagian; seharusnya bersama satu berkas banyak kantor
