# Laporan dan baris perintah.

## Frasa
after-horizon = setelah batas waktu ({ $date })
not-within = tidak sampai habis
random = rata-rata { $mean } ({ $law })
length-seconds = { $n } detik
length-minutes = { $n } menit
length-hours = { $n } jam
length-days = { $n } hari
length-working-days = { $n } hari kerja
amount-plain = { $n }
amount-cards = { $n } keping
amount-working-days = { $n } hari kerja
the-horizon = { $date } (batas waktu)
list-and = { $first } dan { $last }
list-or = { $first } atau { $last }
list-more = { $first } dan { $count } lainnya
at-time = { $date } pukul { $time }
futures-some = { $k } dari { $of } kemungkinan ({ $share })
futures-all = { $of ->
    [1] satu-satunya kemungkinan
   *[other] seluruh { $of } kemungkinan
}
futures-none = 0 dari { $of } kemungkinan
cell-futures-some = { $k } ({ $share })
cell-futures-counted = { $count } dari { $n }
futures-below-one = <1
futures-above = >{ $k }
futures-counted = { $count } dari { $n } kemungkinan

## Keadaan alat cetak
state-printing = mencetak
state-no_resident = tidak ada warga yang bisa dilayani di sana
state-no_blank = blangko habis
state-no_ribbon = ribbon habis
state-daily_limit = batas harian tercapai
state-upgrade = pembaruan aplikasi
state-outage = gangguan
state-broken = alat rusak atau sedang tidak di tempat
state-starting_up = baru mulai, belum lancar

## Jawaban
title-run = Disimulasikan { $replications } kali, dari { $start } sampai batas waktu { $horizon }.
interrupted = Dihentikan lebih awal: baru { $done } dari { $requested } kali simulasi yang diminta selesai; angka-angka ini hanya berdasarkan yang sudah selesai.
so-far = Belum lengkap: jawaban ini berdasarkan { $done } dari { $requested } kali simulasi yang diminta, yaitu yang sudah selesai sampai saat ini ({ $which }).
so-far-compare = Belum lengkap: perbandingan ini berdasarkan { $done } dari { $requested } kali simulasi yang diminta, yaitu yang sampai saat ini sudah selesai pada semua skenario ({ $which }).
so-far-range = ke-{ $first } sampai ke-{ $last }
so-far-more = { $listed }, dan { $more } rentang lagi
so-far-precise = { $of } sampai saat ini diketahui dengan ketelitian ± { $half } { $unit } pada tingkat kepercayaan 95 %.
so-far-unknown = { $of } belum punya selang kepercayaan 95 % karena simulasinya terlalu sedikit.
so-far-difference = { $name } dibandingkan dengan { $reference }: sampai saat ini perbedaan tanggal 95 % terlayani diketahui dengan ketelitian ± { $half } hari pada tingkat kepercayaan 95 %.
so-far-repeat = Simulasi yang lain menghasilkan kode hasil yang lain. Setelah semuanya selesai, skenario, bilangan awal dan jumlah simulasi yang sama selalu menghasilkan kode hasil yang sama.
few-replications = Dengan simulasi sesedikit itu tanggalnya hanya kasar; biasanya dipakai 1.000 kali (-n 1000).
answer-nobody = Tidak ada warga yang menunggu pada awal simulasi.
answer-one-date = Dalam { $futures }, semua warga yang menunggu sejak awal, { $residents } orang, sudah memegang kartu paling lambat { $safe } ({ $safe_days }); tanggal inilah yang aman dijanjikan.
answer-few = Dalam { $futures }, semua warga yang menunggu sejak awal, { $residents } orang, sudah memegang kartu paling lambat { $safe } ({ $safe_days }). Kemungkinan sesedikit itu belum menjanjikan apa-apa; tambah jumlah simulasi dengan -n.
answer-two-dates = Dalam { $futures }, semua warga yang menunggu sejak awal, { $residents } orang, sudah memegang kartu paling lambat { $safe } ({ $safe_days }); tanggal inilah yang aman dijanjikan. Dalam separuh kemungkinan, paling lambat { $date } ({ $days }).
answer-no-safe-date = Dalam { $late } masih ada yang menunggu pada batas waktu, { $horizon }; karena itu belum ada tanggal yang aman dijanjikan. Dalam separuh kemungkinan, semua warga yang menunggu sejak awal, { $residents } orang, sudah memegang kartu paling lambat { $date } ({ $days }).
answer-seldom = Dalam { $late }, sebagian dari { $residents } warga yang menunggu sejak awal masih menunggu pada batas waktu, { $horizon }; karena itu belum ada tanggal yang aman dijanjikan.
answer-never = Dalam semua kemungkinan, sebagian dari { $residents } warga yang menunggu sejak awal masih menunggu pada batas waktu, { $horizon }.
answer-nearly-all-half = Dalam separuh kemungkinan, 95 % dari mereka sudah memegang kartu paling lambat { $date }.
answer-nearly-all = Dalam { $futures }, 95 % dari mereka sudah memegang kartu paling lambat { $date }.
answer-by-unknown = Sampai { $date }: dalam separuh kemungkinan sedikitnya { $served } warga sudah memegang kartu (P10 – P90: { $spread }); semua yang menunggu sejak awal sudah memegangnya dalam { $futures }.
answer-by = Sampai { $date }: dalam separuh kemungkinan { $served } dari { $residents } warga sudah memegang kartu; semuanya dalam { $futures }.
answer-steady = Pada akhir simulasi belum dapat dipastikan apakah antrean bertambah atau berkurang: dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani.
answer-grows-more = Supaya antrean tidak bertambah, perlu sedikitnya { $cards } kartu lagi setiap hari kerja.
answer-grows = Kantor tidak sanggup mengimbangi perekaman baru: dalam { $futures } antrean bertambah. Dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani; antrean bertambah sejak { $since }.
answer-grows-blanks = Kantor tidak sanggup mengimbangi perekaman baru karena blangko habis: dalam { $futures } antrean bertambah. Dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani; antrean bertambah sejak { $since }.
answer-grows-blanks-sites = Kantor tidak sanggup mengimbangi perekaman baru karena sebagian tempat kehabisan blangko: dalam { $futures } antrean bertambah. Dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani; antrean bertambah sejak { $since }.
answer-grows-ribbons = Kantor tidak sanggup mengimbangi perekaman baru karena ribbon habis: dalam { $futures } antrean bertambah. Dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani; antrean bertambah sejak { $since }.
answer-grows-blanks-daily = Supaya antrean tidak bertambah, perlu { $blanks } keping blangko setiap hari kerja, termasuk yang gagal cetak.
answer-grows-few = Belum pasti kantor sanggup mengimbangi perekaman baru: dalam { $futures } antrean bertambah.
answer-grew = Antrean bertambah dari { $since } sampai { $date }, lalu berkurang.
answer-grew-blanks = Antrean bertambah dari { $since } sampai { $date } karena blangko habis, lalu berkurang.
answer-grows-in = Hampir semua yang menunggu pada akhir simulasi adalah warga { $kecamatan }.
answer-grows-some = Belum pasti kantor sanggup mengimbangi perekaman baru: dalam { $futures } antrean bertambah. Dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani.
answer-grows-before = Sebelum blangko habis pun antrean sudah bertambah: yang terlayani lebih sedikit daripada yang direkam.
answer-grows-lately = Pada akhir simulasi antrean bertambah dalam { $futures }: dalam { $days } hari buka terakhir, setiap hari { $recorded } warga direkam dan { $served } terlayani; antrean bertambah sejak { $since }.
answer-still-blanks = Pada akhir simulasi tidak ada lagi pencetakan: dalam { $futures } blangko sudah habis selama 15 hari buka terakhir atau lebih, sedangkan setiap hari { $recorded } warga direkam.
answer-still-ribbons = Pada akhir simulasi tidak ada lagi pencetakan: dalam { $futures } ribbon sudah habis selama 15 hari buka terakhir atau lebih, sedangkan setiap hari { $recorded } warga direkam.
answer-grows-campaign = Pada akhir simulasi antrean lebih panjang daripada sebelumnya, karena warga yang direkam dalam jemput bola terakhir.
rest-upgrade = Yang terakhir menunggu pembaruan aplikasi.
rest-outage = Yang terakhir menunggu gangguan selesai.
rest-broken = Yang terakhir menunggu alat cetak yang rusak atau sedang tidak di tempat.
rest-daily_limit = Yang terakhir menunggu giliran: alat cetak sudah mencapai batas hariannya.
rest-starting_up = Yang terakhir menunggu giliran: pencetakan baru mulai dan belum lancar.
rest-cause = { $state } dalam { $futures }
rest-differs = Penyebab menunggunya warga terakhir berbeda dari satu kemungkinan ke kemungkinan lain: { $causes }.
rest-no_blank = Yang terakhir menunggu blangko.
rest-no_ribbon = Yang terakhir menunggu ribbon.
answer-waiting = Rata-rata { $waiting } warga masih menunggu pada hari terakhir.
answer-waiting-new = Rata-rata { $waiting } warga, termasuk yang baru direkam, masih menunggu pada hari terakhir.
answer-more-blanks = Masih diperlukan sekitar { $pieces } keping blangko: bila tersedia sejak awal, menurut simulasi semua yang menunggu sejak awal terlayani sebelum batas waktu dalam { $futures }.
answer-more-blanks-not-enough = Tambahan blangko saja belum cukup: dengan { $pieces } keping lagi sejak awal, menurut simulasi semua yang menunggu sejak awal terlayani sebelum batas waktu hanya dalam { $futures }.
answer-blanks-sooner = Yang menolong hanya blangko yang datang lebih awal.
answer-blanks-at-sites = Tambahan blangko hanya menolong di tempat yang kekurangan: { $sites }.
blanks-one-date = Blangko pertama kali habis pada { $date }.
blanks-two-dates = Blangko pertama kali habis paling lambat { $date } dalam separuh kemungkinan, dan paling lambat { $safe } dalam sembilan dari sepuluh kemungkinan.
blanks-some = Blangko sampai habis dalam { $futures }.
blanks-some-date = Blangko sampai habis dalam { $futures }; dalam separuh kemungkinan, pertama kali paling lambat { $date }.
blanks-by-site = Persediaan blangko secara keseluruhan tidak sampai habis, tetapi { $sites } kehabisan blangko sementara tempat lain masih punya.
blanks-never = Blangko tidak sampai habis.
blanks-left = Pada akhir simulasi, { $horizon }, dalam separuh kemungkinan { $blanks ->
    [0] blangko sudah habis.
   *[other] blangko tersisa paling banyak { $blanks } keping, cukup untuk { $days ->
        [0] kurang dari sehari
       *[other] { $days } hari
    } perekaman baru.
}
blanks-left-waiting = Pada akhir simulasi, { $horizon }, dalam separuh kemungkinan blangko tersisa paling banyak { $blanks } keping, sedangkan { $waiting } warga menunggunya.
blanks-none-at-start = Pada awal simulasi tidak ada blangko.
blanks-of-ministry = Blangko datang dari pusat dalam satu atau beberapa kiriman, yang dibagi { $rule }.
blanks-standstill-some = Blangko habis sementara warga menunggu dalam { $futures }; dalam { $standing } pencetakan sampai terhenti sehari atau lebih, rata-rata { $days } hari kerja.
blanks-no-standstill = Blangko habis sementara warga menunggu dalam { $futures }, setiap kali kurang dari sehari.
blanks-standstill = Blangko habis sementara warga menunggu dalam { $futures }; jika itu terjadi, pencetakan terhenti rata-rata selama { $days } hari kerja.
blanks-standstill-sites = Ada tempat yang kehabisan blangko sementara warganya menunggu dalam { $futures }; dalam { $standing } pencetakan di satu tempat atau lebih sampai terhenti sehari atau lebih, rata-rata { $days } hari kerja.
ribbons-some = Ada alat cetak yang kehabisan ribbon dalam { $futures }.
ribbons-date = Ada alat cetak yang kehabisan ribbon dalam { $futures }; dalam separuh kemungkinan mulai { $date }.

# Lima puluh kemungkinan
head-futures = Lima puluh kemungkinan, masing-masing satu titik: kapan semua yang menunggu sejak awal terlayani
column-week = minggu
column-month = bulan
column-futures = kemungkinan
column-closed = tutup atau setengah hari
futures-late = belum pada { $horizon }
note-futures = Setiap titik sama besar peluangnya.

stopped-printing = Penyebabnya: waktu. Pencetakan berjalan terus sampai hari terakhir.
stopped-no_resident = Penyebabnya: alat cetak yang masih bisa mencetak tidak boleh melayani mereka yang menunggu.
stopped-never = Warga { $kecamatan } tidak pernah terlayani: tidak ada tempat yang boleh melayani mereka dan akan mencetak. Blangko dan alat di tempat lain tidak mengubahnya.
stopped-never-some = Dalam { $futures }, warga { $kecamatan } tidak pernah terlayani: dalam kemungkinan itu tidak ada tempat yang boleh melayani mereka dan akan mencetak. Blangko dan alat di tempat lain tidak mengubahnya.
stopped-some = Dalam { $futures } masih ada yang menunggu pada batas waktu.
stopped-no_blank = Penyebabnya: blangko habis, dan tidak ada tambahan.
stopped-no_blank-late = Penyebabnya: blangko habis sebelum tambahannya datang.
stopped-no_blank-none = Penyebabnya: tidak ada blangko sejak awal, dan tidak ada tambahan.
stopped-no_blank-elsewhere = Penyebabnya: sebagian tempat kehabisan blangko, sedangkan tempat lain masih punya.
advice-one-stock = Pemindahan blangko antartempat sudah dicoba, dan menolong.
stopped-no_blank-few = Penyebabnya: tambahan blangko yang datang terlalu sedikit.
stopped-no_ribbon = Penyebabnya: ribbon habis, dan tidak ada tambahan.
stopped-no_ribbon-few = Penyebabnya: tambahan ribbon yang datang terlalu sedikit.
stopped-no_ribbon-late = Penyebabnya: ribbon habis sebelum tambahannya datang.
stopped-daily_limit = Penyebabnya: waktu. Alat cetak bekerja sampai batas hariannya hingga hari terakhir.
stopped-upgrade = Penyebab terbesarnya: pembaruan aplikasi belum selesai.
stopped-outage = Penyebab terbesarnya: gangguan.
stopped-broken = Penyebab terbesarnya: alat cetak rusak atau sedang tidak di tempat.
stopped-starting_up = Penyebabnya: waktu. Pencetakan baru mulai dan belum lancar.
stopped-other = Penyebab lain pada hari terakhir: { $causes }.
stopped-count = { $state } dalam { $futures }

## Ukuran
# Satu untuk setiap baris src/projection/measures.rs, sebagai judul kolom dan baris tabel.
measure-working_days = hari kerja
measure-calendar_days = hari kalender
measure-cleared_on = tanggal
measure-queue_empty_on = antrean pertama kali kosong
measure-blanks_out_on = blangko pertama kali habis
measure-blanks_out_days = hari kerja sampai blangko habis
measure-ribbons_out_on = pertama kali kehabisan ribbon
measure-printed = kartu tercetak
measure-spoiled = gagal cetak
measure-failures = kerusakan alat cetak
measure-expired_suket = suket kedaluwarsa pada hari kartu jadi
measure-waiting_at_end = warga yang masih menunggu di akhir
measure-stockouts-count = kehabisan blangko (kali)
measure-stockouts-days = hari kerja tanpa blangko
measure-wait_days = hari dari perekaman sampai kartu
measure-new_wait_days = hari dari perekaman sampai kartu, warga baru

## Hari dan tanggal
head-days = Hari untuk menuntaskan semua yang menunggu sejak awal
head-more-dates = Antrean dan blangko
row-mean = rata-rata
row-interval = selang kepercayaan 95 %
row-p10 = P10
row-p50 = P50, nilai tengah
row-p90 = P90, aman 90 %
row-p90-plain = P90
row-happens = terjadi dalam
row-share-interval = selang 95 %
note-days = Dihitung sejak { $start }; hari pertama dan hari terakhir ikut dihitung. P90: dalam sembilan dari sepuluh simulasi sudah tuntas pada hari itu.
note-censored = { $count } dari { $replications } kali simulasi belum tuntas pada batas waktu; karena itu rata-ratanya tidak disebutkan.
best-case = Paling cepat, tanpa gagal cetak dan tanpa alat rusak: { $days }, pada { $date }. Dengan alat, batas dan blangko ini tidak mungkin lebih cepat.
best-case-luckiest = Paling cepat, dalam kemungkinan yang paling beruntung, tanpa gagal cetak dan tanpa alat rusak: { $days }, pada { $date }. Dengan alat, batas dan blangko di dalamnya tidak mungkin lebih cepat.
best-case-none = Paling cepat: pada batas waktu pun belum tuntas, walaupun semuanya lancar.
arithmetic = Hitungan kasar: { $residents } warga / { $daily } keping sehari = { $days }, yaitu { $date }.
arithmetic-late = Hitungan kasar: { $residents } warga / { $daily } keping sehari = { $days }, di luar hari yang diketahui.
arithmetic-limit = Hitungan itu melupakan bahwa hari terpanjang pun hanya cukup untuk sekitar { $most } kartu.
arithmetic-absent = Hitungan itu memakai juga { $printers } alat cetak yang tidak selalu dapat mencetak selama waktu itu.
arithmetic-overload = Hitungan itu belum memasukkan kartu di atas batas harian.
arithmetic-blanks = Hitungan itu tidak memperhitungkan bahwa sampai saat itu paling banyak ada { $blanks } keping blangko.
arithmetic-recordings = Hitungan itu belum memasukkan { $recorded } perekaman baru sehari.
arithmetic-middle = Hitungan itu memakai rata-rata, atau pilihan yang paling mungkin, dari hal yang belum diketahui.
closure = Perhatikan libur panjang: setelah { $last }, hari kerja berikutnya { $next }.
head-by = Berapa yang terlayani sampai suatu tanggal
column-by = sampai
column-served-by = terlayani
column-chance = semua terlayani, dari { $of }
column-share-interval = peluang (selang 95 %)
note-by = Terlayani: warga yang menunggu sejak awal; nilai tengah semua kemungkinan, dengan P10 – P90.

## Jumlah
head-counts = Kartu dan warga
note-risk-and-error = P10 – P90 menunjukkan seberapa jauh satu kemungkinan berbeda dari yang lain. Selang kepercayaan menunjukkan seberapa teliti rata-ratanya diketahui.
note-longest-queue = Antrean terpanjang, nilai tengah semua kemungkinan: sekitar { $residents } warga pada { $date }.
note-wait = Hari dari perekaman sampai kartu: P90 berarti sembilan dari sepuluh warga itu menunggu paling lama sekian hari.
note-rare = Di atas 0 hanya dalam { $futures }: { $measure }.
note-mean-above = Rata-rata di atas P90, karena angkanya jauh lebih besar dalam sebagian kecil kemungkinan: { $measure }.
note-mean-below = Rata-rata di bawah P10, karena angkanya jauh lebih kecil dalam sebagian kecil kemungkinan: { $measure }.
note-wait-censored = Sebagian warga belum mendapat kartu di akhir, jadi rata-rata lama menunggu tidak diketahui.

## Tempat
head-sites = Tempat pencetakan
column-site = tempat
column-cards = kartu
column-p10-p90 = P10 – P90
column-utilisation = waktu mencetak
note-sites = Kartu dihitung sampai akhir simulasi; waktu mencetak dan penghambat hanya sampai semua yang menunggu sejak awal terlayani.
column-binds = yang paling menghambat
head-kecamatan = Menurut kecamatan
column-kecamatan = kecamatan
column-waiting = masih menunggu
column-served = terlayani, dari semua yang direkam
note-unequal = Belum merata pada akhir simulasi: { $best } sudah { $best_share }, { $worst } baru { $worst_share }.
note-none-served = Pada akhir simulasi belum ada kecamatan yang terlayani.
note-equal = Pada akhir simulasi, semua kecamatan sudah terlayani { $best }.
note-nearly-equal = Pada akhir simulasi, setiap kecamatan mendapat { $worst } sampai { $best } dari kartunya.
head-milestones = Kapan sebagian besar yang menunggu sejak awal sudah memegang kartu
head-milestones-kecamatan = Tanggal aman 90 % menurut kecamatan, bagi yang menunggu di sana sejak awal
column-share-served = bagian
cell-late = lewat
note-late = Lewat: sesudah batas waktu, { $horizon }.
note-means-outside = Rata-rata di luar P10 – P90: { $names }. Penyebabnya sebagian kecil kemungkinan yang angkanya jauh lebih besar atau lebih kecil.

## Waktu yang hilang
head-loss = Pemakaian waktu alat cetak selama kantor buka, sampai semua yang menunggu sejak awal terlayani
head-loss-whole = Pemakaian waktu alat cetak selama kantor buka
binding = Penghambat utama: { $state }, { $share } dari waktu itu. Ini yang terbesar dalam { $futures }.
head-months = Bulan demi bulan
column-main-loss = penghambat terbesar
note-months-more = { $count } bulan berikutnya, sampai { $last }, tidak ditampilkan di sini; --table losses memuatnya.
column-state = keadaan
column-share = bagian
column-hours = jam alat
column-lost = setara kartu
binding-nobody = Tidak ada penghambat utama: alat cetak menunggu warga.
binding-none = Alat cetak mencetak terus selama boleh: hanya tambahan alat atau jam kerja yang menolong.
head-remedies = Langkah yang mempercepat
column-remedy = langkah
column-days-sooner = lebih cepat (hari)
column-sooner-in = lebih cepat / sama / lebih lambat, dari { $of }
column-sooner-interval = selang 95 %, lebih cepat
note-remedies = Setiap langkah disimulasikan { $n } kali dengan kejadian acak yang sama. Angkanya adalah hari kalender: berapa hari lebih cepat 95 % warga yang menunggu sejak awal terlayani.
note-remedies-both = Rata-rata harinya hanya dari kemungkinan yang mencapai 95 %, baik dengan maupun tanpa langkah itu. Bila hanya salah satunya yang mencapainya, yang itulah yang lebih cepat.
note-remedies-rest = Dalam sisanya, angka 95 % tidak tercapai, baik dengan maupun tanpa langkah itu.
note-remedies-few = Itu terlalu sedikit untuk memastikan sebagian besar dari langkah ini; tambah jumlah simulasi dengan -n.
remedy-upgrade = semua pembaruan selesai sejak awal
remedy-outage = tanpa gangguan
remedy-broken = tidak ada alat yang rusak atau sedang tidak di tempat
remedy-starting_up = lancar sejak hari pertama
remedy-daily_limit = sepuluh keping lagi sehari pada setiap alat, meski alat lebih cepat aus
remedy-no_resident = setiap warga boleh dilayani di tempat mana saja
remedy-no_blank = blangko selalu cukup
remedy-held_by_site = blangko yang sama, dipindahkan antartempat menurut kebutuhan
remedy-no_ribbon = ribbon selalu cukup
remedy-reaches = { $remedy }: 95 % terlayani sebelum batas waktu dalam { $with }; tanpa langkah ini dalam { $without }.
spread = Dari perbedaan tanggal 95 % terlayani antarkemungkinan, { $unknown } karena hal yang belum diketahui dan { $chance } karena faktor acak. Kemungkinan yang pada batas waktu belum mencapai 95 % dihitung dengan hari sesudahnya.
spread-ask-names = Yang paling perlu dicari tahu, dengan bagiannya dalam perbedaan itu: { $names }.
spread-ask = Mencari tahu hal yang belum diketahui itulah yang paling mempersempit tanggalnya.
remedies-stopped = Langkah yang mempercepat belum selesai dicoba.
remedies-not-tried = Langkah yang mempercepat belum dicoba.
advice = Paling berpengaruh: { $remedy }.
advice-reaches = Paling berpengaruh: { $remedy }. Dengan langkah ini 95 % terlayani sebelum batas waktu dalam { $with }; tanpa langkah ini dalam { $without }.
advice-soonest = Paling cepat bagi yang menunggu sejak awal: { $remedy }.
advice-no-date = Tidak satu pun memajukan tanggal 95 % terlayani.
advice-serves-more = Rata-rata jumlah yang masih menunggu pada akhir simulasi berkurang dengan: { $remedies }.
advice-serves-fewer = Rata-rata jumlah yang masih menunggu pada akhir simulasi bertambah dengan: { $remedies }.
remedy-fewer = { $remedy } ({ $number } orang lebih sedikit)
remedy-more = { $remedy } ({ $number } orang lebih banyak)
advice-none = Tidak satu pun pasti memajukan tanggalnya.
advice-untold = Batas waktu ini terlalu dekat untuk mengetahui apakah menolong: { $remedies }.
advice-useless = Tidak memajukan tanggal 95 % terlayani: { $remedies }.
advice-few = Terlalu jarang dicoba untuk tahu hasilnya: { $remedies }.
advice-later = Tanggal 95 % terlayani justru mundur dengan: { $remedies }.
advice-later-blanks = Blangko yang sama lalu habis lebih dulu untuk warga lain.
advice-unsure = Belum pasti menolong: { $remedies }.
advice-rest-blanks = Bagi 5 % terakhir, yang menentukan adalah blangko.
advice-not-the-largest = Yang paling banyak memakan waktu alat belum tentu yang paling memperlambat; tabel ini menunjukkan hasilnya bila masing-masing dihilangkan.

## Blangko habis
head-stockouts = Saat blangko habis sementara warga menunggu
column-stockout = ke-
column-happens = dari { $of }
column-begins = mulai, P50
column-standstill = hari terhenti, P50
stockouts-seldom = jarang (di bawah separuh)
note-stockouts = Hari kerja tanpa pencetakan karena blangko habis, dalam kemungkinan yang mengalaminya.
note-stockouts-sites = Hari kerja tanpa pencetakan di tempat itu karena blangko habis, dalam kemungkinan yang mengalaminya.
note-stockouts-more = { $count } lagi tidak ditampilkan di sini; --format csv memuatnya.

## Pengamatan
head-observations = Kenyataan dan simulasi
note-observed = Sumber data kenyataan: { $sources }.
column-window = jangka waktu
column-seen = kenyataan
column-simulated = simulasi
note-window = { $from } sampai { $until }
window-blanks = { $window }, blangko terpakai
note-outside = Kenyataan berada di luar P10 – P90 simulasi, dan asumsi yang dipakai belum menjelaskannya: { $rows }.
note-parts = Bagian-bagiannya berjumlah { $parts }, bukan { $total } seperti yang dilaporkan; keduanya dipertahankan.

## Asumsi
head-assumptions = Asumsi
note-assumptions = Data: tercatat di kantor. Perkiraan: belum didukung data kantor; cobalah nilai lain.
note-unknown = Untuk nilai yang belum diketahui, di sini tertulis rata-ratanya atau pilihan yang paling mungkin; butir-butir terakhir menyebutkan kemungkinannya.
kind-given = data
kind-estimate = perkiraan
mark-source = sumber: { $sources }
equal-kecamatan = { $count } kecamatan, masing-masing { $each }
equal-recordings = masing-masing { $each } di { $count } kecamatan
equal-sites = { $count } tempat, masing-masing { $each }
assume-backlog = { $residents } warga menunggu pada awal simulasi: { $shares }.
assume-recorded = Mereka direkam dari { $from } sampai { $to }, merata dalam kurun itu.
assume-by-date = Mereka direkam dari { $from } sampai { $to } pada tanggal yang tercantum dalam tabel, separuhnya paling lambat { $middle }.
assume-suket = { $share } dari mereka memegang suket, yang berlaku { $months } bulan sejak perekaman.
assume-order = Pemegang suket didahulukan, lalu yang lain, masing-masing menurut tanggal perekaman.
assume-routing-own = Setiap warga dilayani hanya di tempat pencetakan kecamatannya.
assume-routing-own-office = Setiap warga dilayani di tempat pencetakan kecamatannya atau di kantor dinas.
assume-routing-down = Setiap warga dilayani di tempat pencetakan kecamatannya, dan di kantor dinas selama tempat itu tidak bisa mencetak.
assume-routing-no-site = { $kecamatan }, yang tidak punya tempat pencetakan sendiri, dilayani di kantor dinas.
assume-routing-pooled = Setiap warga dilayani di tempat mana saja.
assume-arrivals-none = Tidak ada perekaman baru.
assume-arrivals = Perekaman baru setiap hari kantor buka, termasuk Sabtu, hari pendek dan hari tambahan bila buka, dari { $from } sampai { $until }: { $rates }. { $share } dari mereka mendapat suket.
assume-campaign = { $campaigns ->
    [1] Jemput bola di { $kecamatan } pada { $dates } merekam { $count } warga.
   *[other] { $campaigns } kali jemput bola di { $kecamatan }, masing-masing merekam { $count } warga: { $dates }.
}
assume-blanks = { $pieces } keping blangko tersedia pada awal simulasi.
assume-blanks-received = { $pieces } keping blangko tersedia pada awal simulasi, diterima { $date }.
assume-held-pooled = Semua tempat mengambil dari satu persediaan.
assume-held-split = Setiap tempat punya persediaan sendiri: { $shares }. Tidak ada yang dipindahkan.
assume-no-delivery = Tidak ada tambahan blangko.
assume-allotted = Pusat membagi setiap kirimannya { $rule } kepada { $offices } kantor. Jatah kantor ini sudah diketahui dari tabel kantor.
assume-no-lot = Kantor ini tidak mendapat blangko.
assume-lot = { $pieces } keping dari kiriman { $date }.
assume-lot-asked = { $pieces } keping dari kiriman yang diminta pada { $date } dan sampai di pusat setelah { $wait }.
assume-lot-each = Masing-masing { $pieces } keping dari kiriman { $date }.
assume-lot-each-asked = Masing-masing { $pieces } keping dari kiriman yang diminta pada { $date } dan sampai di pusat setelah { $wait }.
assume-transport = Jatah sampai di kantor ini setelah { $delay }.
assume-transport-none = Jatah sampai di kantor ini pada hari kirimannya sampai di pusat.
assume-delivery = Tambahan { $pieces } keping blangko datang pada { $date }.
assume-delivery-delay = Tambahan { $pieces } keping blangko diminta pada { $date } dan datang setelah { $delay }.
assume-delivery-each = Tambahan masing-masing { $pieces } keping blangko datang pada { $date }.
assume-delivery-each-delay = Tambahan masing-masing { $pieces } keping blangko diminta pada { $date }, dan datang setelah { $delay }.
assume-delivery-site = Semuanya untuk { $site }.
assume-ribbons-none = Ribbon tidak sampai habis.
assume-ribbons = { $count } ribbon tersedia pada awal simulasi; satu ribbon cukup untuk { $cards }.
assume-ribbon-delivery = Tambahan { $pieces } ribbon datang pada { $date }.
assume-ribbon-delivery-delay = Tambahan { $pieces } ribbon diminta pada { $date } dan datang setelah { $delay }.
assume-ribbon-delivery-each = Tambahan masing-masing { $pieces } ribbon datang pada { $date }.
assume-ribbon-delivery-each-delay = Tambahan masing-masing { $pieces } ribbon diminta pada { $date }, dan datang setelah { $delay }.
assume-hours = Jam buka: { $hours }.
assume-closed = tutup
assume-extra-days = Hari dengan jam buka khusus: { $days }.
assume-holidays-none = Tidak ada hari libur sampai batas waktu.
assume-holidays = Tutup juga pada { $dates }.
assume-half-days = Buka hanya pagi hari pada { $dates }.
assume-letter-whole = Hari suci Hindu di Bali tahun { $years }: menurut surat edaran Gubernur Bali, sebagaimana diberitakan.
assume-letter-part = Hari suci Hindu di Bali tahun { $years }: surat edaran Gubernur hanya diketahui sebagian; selebihnya menurut pawukon (210 hari), tanpa hari lain yang mengikuti bulan.
assume-letter-not = Hari suci Hindu di Bali tahun { $years }: surat edaran Gubernur tidak diketahui; dihitung menurut pawukon (210 hari), tanpa Siwaratri, Tawur Kesanga dan Ngembak Geni.
assume-holidays-estimated = Hasil perhitungan, belum ditetapkan: { $names }.
assume-upgrade-done = Sudah memakai aplikasi baru sejak awal: { $sites }.
assume-upgrade-on = { $sites }: memakai aplikasi baru mulai { $when }.
assume-upgrade-after = { $sites }: { $count ->
    [1] memakai
   *[other] masing-masing memakai
} aplikasi baru setelah { $when }, dihitung sejak awal simulasi.
assume-upgrade-crew = { $sites }: { $count ->
    [1] diperbarui
   *[other] masing-masing diperbarui
} oleh satu-satunya tim dalam { $when }.
assume-crew-order = Urutan tim: { $order }.
assume-upgrade-never = { $sites }: pembaruan belum selesai pada batas waktu.
assume-upgrade-open = Ini rata-rata atau pilihan yang paling mungkin dari hal yang belum diketahui; butir-butir terakhir menyebutkan kemungkinannya.
assume-outage-fixed = { $name } ({ $sites }): dari { $from } sampai { $until }.
assume-outage-begun = { $name } ({ $sites }): mulai { $from }, selama { $lasts }.
assume-outage-random = { $name } ({ $sites }): mulai { $every } setelah gangguan sebelumnya selesai, dan berlangsung { $lasts }.
outage-number = gangguan { $number }
assume-outages-none = Tidak ada gangguan.
assume-unknown = Belum diketahui: { $what }{ $count ->
    [1] ;
   *[other] , masing-masing
} { $law }.
assume-unknown-why = Belum diketahui: { $what }{ $count ->
    [1] ;
   *[other] , masing-masing
} { $law }. { $why }

## Cara mengulang
repeat = Bilangan awal { $seed } · { $replications } kali simulasi · cetak { $version }
repeat-hashes = skenario { $digest } · kode hasil { $fingerprint }
repeat-how = Skenario, bilangan awal dan jumlah simulasi yang sama menghasilkan kode hasil yang sama.

## Perbandingan
title-compare = { $count } skenario, masing-masing { $replications } kali simulasi, dengan kejadian acak yang sama.
interrupted-after = Dihentikan lebih awal: semua simulasi selesai, tetapi perhitungan sesudahnya belum, sehingga tidak ditampilkan: langkah yang mempercepat, atau dari mana perbedaan antarkemungkinan berasal.
interrupted-compare = Dihentikan lebih awal: simulasi yang selesai lebih sedikit daripada { $requested } yang diminta.
column-scenario = skenario
column-nearly-all = 95 %, P90
column-median = semua, P50
column-safe = semua, P90 (aman 90 %)
column-never = tidak tuntas
head-compare = Kapan yang menunggu sejak awal terlayani
head-differences = { $name } dibanding { $reference }
row-served-on = { $share } terlayani, hari kalender
column-fewer-in = kurang / sama / lebih, dari { $of }
column-fewer-interval = selang 95 %, kurang
head-compare-by = Terlayani sampai { $date }
note-more-working-days = Hari kerjanya lebih banyak, tetapi tanggalnya lebih cepat: kantor buka pada hari ketika pembandingnya tutup.
note-differences = Selisih rata-rata dari kemungkinan yang sama: di bawah nol berarti lebih cepat atau lebih sedikit. Selang kepercayaan menunjukkan seberapa teliti rata-rata itu diketahui. Kurang: dalam berapa kemungkinan hasilnya lebih cepat atau lebih sedikit daripada pembandingnya.
diff-censored = tidak diketahui: tidak terjadi dalam { $count } dari { $all } pasangan
best-both = Paling cepat, baik untuk 95 % maupun untuk warga terakhir: { $name }; lebih cepat daripada semua yang lain, dengan tingkat kepercayaan 95 % untuk semua perbandingan sekaligus.
best-nearly-all = 95 % terlayani paling cepat: { $name }; lebih cepat daripada semua yang lain, dengan tingkat kepercayaan 95 % untuk semua perbandingan sekaligus.
best-nearly-all-none = Untuk tanggal 95 % terlayani, tidak ada yang jelas paling cepat, dengan tingkat kepercayaan 95 % untuk semua perbandingan sekaligus.
best-nearly-all-censored = Untuk tanggal 95 % terlayani, tidak ada yang bisa disebut paling cepat: dalam sebagian kemungkinan tanggalnya lewat batas waktu, sehingga tidak diketahui.
best-last = Warga terakhir terlayani paling cepat: { $name }; lebih cepat daripada semua yang lain, dengan tingkat kepercayaan yang sama.
best-last-none = Untuk tanggal warga terakhir, tidak ada yang jelas paling cepat, dengan tingkat kepercayaan yang sama.
best-last-censored = Untuk tanggal warga terakhir, tidak ada yang bisa disebut paling cepat: dalam sebagian kemungkinan tanggalnya lewat batas waktu, sehingga tidak diketahui.
compare-sooner = { $name } dibanding { $reference }: 95 % terlayani lebih cepat dalam { $sooner }; sama / lebih lambat: { $others }.
compare-correlation = Kedua skenario menghadapi kemungkinan yang sama: korelasi keduanya { $correlation } ({ $of }), sehingga selisih itu diketahui seteliti hasil dari { $times } kali lipat simulasi dengan kemungkinan yang berbeda-beda.
compare-pairing-hurts = Di sini kemungkinan yang sama justru merugikan: yang memperlambat skenario satu mempercepat skenario lainnya, sehingga kemungkinan yang berbeda-beda akan menunjukkan selisihnya dengan lebih teliti.
note-growing = Kantor tidak sanggup mengimbangi perekaman baru, dan antrean masih bertambah pada akhir simulasi: { $names }.
best-nobody = Sedikitnya dalam satu skenario tidak ada yang menunggu sejak awal, jadi tanggal ini tidak menunjukkan mana yang lebih baik.
note-best = *: rata-rata paling cepat dalam kemungkinan yang sama, dengan tingkat kepercayaan 95 % untuk semua perbandingan sekaligus.
select-selected = Terpilih: { $name }.
select-undecided = Belum dapat diputuskan antara { $name } dan { $others }: jumlah simulasi yang diizinkan sudah habis.
select-equal = Belum dapat diputuskan antara { $name } dan { $others }: hari kerjanya sama di setiap simulasi.
select-unseen = Pemilihan ini tidak disertai jaminan, karena dua skenario selalu berbeda sama banyak dalam semua simulasi yang dilihat, sehingga hal yang jarang terjadi mungkin belum terlihat.
select-used-up = Pemilihan ini tidak disertai jaminan, karena jumlah simulasi yang diizinkan habis sebelum ada keputusan.
select-guarantee = Jika satu skenario memerlukan hari kerja yang rata-ratanya lebih sedikit daripada semua skenario lain, dengan beda { $width } hari atau lebih, pemilihan ini menemukannya dengan peluang { $probability } atau lebih (prosedur KN, { $replications } simulasi). Beda yang lebih kecil dianggap tidak berarti.
select-worse = Semua angka di bawah ini berasal dari { $replications } simulasi baru untuk setiap skenario, yang tidak ikut dalam pemilihan. Di situ setiap skenario lain memerlukan lebih banyak hari kerja daripada yang terpilih, dengan tingkat kepercayaan 95 % untuk semua perbandingan sekaligus.
select-indistinguishable = Semua angka di bawah ini berasal dari { $replications } simulasi baru untuk setiap skenario, yang tidak ikut dalam pemilihan. Yang berikut ini tidak terbedakan dari yang terpilih, dengan tingkat kepercayaan 95 % untuk semua perbandingan sekaligus: { $others }.
select-column-difference = lebih dari yang terpilih
select-column-together = 95 % sekaligus
select-column-seen = simulasi untuk memilih

## Banyak nilai
sweep-key = Yang diubah: { $words } ({ $key }).
title-sweep = { $name }: { $count } skenario, masing-masing { $replications } kali simulasi, dengan kejadian acak yang sama, dari { $start } sampai batas waktu { $horizon }.
head-sweep-grid = Tanggal aman 90 % semua terlayani
note-sweep-grid = Ke bawah: { $down }; ke kanan: { $across }.
column-never-of = tidak tuntas, dari 50
column-expired = suket kedaluwarsa
column-standing = hari tanpa blangko
note-sweep = Suket yang habis masa berlakunya sebelum kartu jadi dan hari kerja tanpa blangko adalah rata-rata dari semua kemungkinan.

## Pencarian
title-find = { $name }: { $key } dari { $from } sampai { $to }, { $tried } dari { $plans } nilai dicoba, masing-masing { $replications } kali simulasi, dengan kejadian acak yang sama.
find-stopped = Dihentikan lebih awal: belum semuanya dicoba, jadi nilai yang lebih dekat ke { $to } mungkin juga mencapai sasaran.
find-latest = Tanggal paling lambat
find-earliest = Tanggal paling awal
find-greatest = Nilai terbesar
find-smallest = Nilai terkecil
find-found = { $which } agar { $goal } dalam sedikitnya { $wanted } kemungkinan adalah { $value }: { $futures }; selang kepercayaan 95 % untuk bagian itu { $low } – { $high }.
find-beyond = Dengan nilai berikutnya, { $value }, hasilnya { $futures }.
find-to-the-end = Itu nilai terakhir yang ditanyakan; nilai yang lebih jauh mungkin masih cukup. Kebutuhan paling sedikit dicari dengan menukar --from dan --to.
find-none = Dari { $from } sampai { $to }, tidak ada nilai yang mencapai sasaran ini: { $goal } dalam sedikitnya { $wanted } kemungkinan. Yang paling mendekati adalah { $value }: { $futures }.
find-never = Dari { $from } sampai { $to }, tidak ada nilai yang membuat { $goal } dalam satu kemungkinan pun; yang diminta sedikitnya { $wanted }.
find-none-tried = Dari nilai yang dicoba antara { $from } dan { $to }, tidak ada yang mencapai sasaran ini: { $goal } dalam sedikitnya { $wanted } kemungkinan. Yang paling mendekati adalah { $value }: { $futures }.
find-never-tried = Dari nilai yang dicoba antara { $from } dan { $to }, tidak ada yang membuat { $goal } dalam satu kemungkinan pun; yang diminta sedikitnya { $wanted }.
find-untried = Tidak satu pun dari { $tried } nilai yang dicoba mencapai sasaran ini; nilai di antaranya belum dicoba dan mungkin mencapainya.
find-left-out = Nilai di antaranya dilewati, karena bagiannya tampak terus naik atau terus turun.
find-nobody = Tidak ada warga yang menunggu sejak awal, jadi sasaran ini tidak membedakan apa pun.
find-same = Dari { $from } sampai { $to } hasilnya sama: { $share }.
find-same-more = Dari { $from } sampai { $to } hasilnya sama: { $share }; lebih dari { $from } tidak menaikkannya.
find-same-less = Dari { $from } sampai { $to } hasilnya sama: { $share }; kurang dari { $from } tidak menaikkannya.
find-same-later = Dari { $from } sampai { $to } hasilnya sama: { $share }; lebih lambat dari { $from } tidak menaikkannya.
find-same-earlier = Dari { $from } sampai { $to } hasilnya sama: { $share }; lebih awal dari { $from } tidak menaikkannya.
find-range = Dengan simulasi sebanyak ini jawabannya bisa antara { $from } dan { $to }.
find-uneven-all = Dari satu nilai ke nilai berikutnya, bagian itu kadang naik dan kadang turun. Semua nilai sudah dicoba, jadi jawabannya tetap benar.
find-uneven-some = Dari satu nilai ke nilai berikutnya, bagian itu kadang naik dan kadang turun, dan tidak semua nilai dicoba: nilai yang tidak dicoba mungkin juga mencapai sasaran.
goal-cleared = semua yang menunggu sejak awal sudah punya kartu pada { $date }
goal-served = { $share } dari yang menunggu sejak awal sudah punya kartu pada { $date }
goal-no-standstill = pencetakan tidak terhenti karena blangko habis sampai { $date }
head-find = Nilai yang dicoba
column-reached = tercapai, dari { $of }
note-find-rows = Ini { $count } nilai di sekitar jawabannya.
note-find-first-rows = Ini { $count } nilai yang pertama.

## Janji
promise-asked = Warga { $kecamatan } yang direkam pada { $recorded }, { $suket }, menanyakan kapan kartunya tercetak.
promise-with = pemegang suket
promise-without = tanpa suket
promise-one-date = Dalam { $futures }, kartunya tercetak paling lambat { $safe }; tanggal inilah yang ditulis di tanda terima.
promise-two-dates = Dalam { $futures }, kartunya tercetak paling lambat { $safe }; tanggal inilah yang ditulis di tanda terima. Dalam separuh kemungkinan, paling lambat { $date }.
promise-no-safe-date = Dalam { $late }, kartunya belum tercetak pada batas waktu, { $horizon }; karena itu belum ada tanggal yang dapat ditulis di tanda terima. Dalam separuh kemungkinan, kartunya tercetak paling lambat { $date }.
promise-seldom = Dalam { $late }, kartunya belum tercetak pada batas waktu, { $horizon }; karena itu belum ada tanggal yang dapat ditulis di tanda terima.
promise-rests = Dasar jawaban ini
promise-who = Yang dimaksud adalah warga yang terakhir dalam antrean di antara mereka yang menunggu sejak awal dan direkam di sana pada hari itu; bila tidak ada, warga berikutnya di belakangnya.
promise-who-newcomer = Untuk hari perekaman sejak awal simulasi, yang dimaksud adalah warga terakhir yang direkam di sana pada hari itu; bila tidak ada, warga berikutnya. Sel kosong: tidak ada warga yang direkam di sana.
promise-who-later = Yang dimaksud adalah satu warga tambahan, yang masuk antrean di belakang semua warga lain yang direkam pada hari itu.
promise-closed = { $recorded } adalah hari tutup kantor: warga itu masuk antrean pada hari buka berikutnya, { $next }.
promise-fewer = Warga seperti itu hanya ada dalam { $asked } dari { $replications } kemungkinan, dan tanggalnya berdasar pada kemungkinan itu saja.
promise-all-else = Selebihnya seperti yang tercantum di bagian Asumsi dalam laporan { $command }.
promise-scenario = skenario { $digest }
promise-board = Tanggal untuk ditulis di tanda terima, menurut tanggal perekaman dan kecamatan: dalam sembilan dari sepuluh kemungkinan, kartu warga yang direkam di sana pada hari itu tercetak paling lambat pada tanggal tersebut.
promise-board-empty = Tidak ada yang menunggu sejak awal dan tidak ada perekaman baru, jadi tabel ini kosong; tanyakan seorang warga dengan --recorded dan --kecamatan.
promise-board-until = Tabel ini berlaku bagi warga yang menunggu sejak awal, yang direkam sampai { $date }.
column-printed-on = kartu tercetak paling lambat
promise-board-newcomers = Tabel ini berlaku bagi warga yang menunggu sejak awal dan yang direkam sesudahnya, sampai { $date }.
promise-board-with = Pemegang suket
promise-board-without = Tanpa suket
promise-board-late = –: belum ada tanggal yang dapat ditulis di tanda terima, karena dalam terlalu banyak kemungkinan kartunya belum tercetak pada { $horizon }.
column-recorded = direkam pada

## Grafik
plot-waiting = warga yang menunggu
plot-blanks = persediaan blangko
plot-band = P10 – P90
plot-median-interval = selang 95 % nilai tengah
plot-median = nilai tengah
plot-closed = akhir pekan
plot-holiday = hari libur
plot-p50 = P50: { $date }
plot-p90 = aman 90 %: { $date }
plot-axis-waiting = warga
plot-axis-blanks = keping
plot-axis-date = tanggal ({ $year })
plot-arrives = blangko datang
plot-late = setelah batas waktu
plot-cleared = Kapan semua yang menunggu sejak awal terlayani
plot-asked = blangko diminta
plot-compare = Perbandingan skenario
plot-waiting-median = warga yang menunggu, nilai tengah

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
cli-merge-daily = Berkas bagian tidak memuat keadaan harian setiap tempat; untuk --table daily, jalankan skenario ini tanpa dibagi.
cli-part-output = Bagian simulasi disimpan dalam berkas; tuliskan namanya dengan -o.
cli-part-no-scenario = bagian ini tidak memuat berkas skenario
replay-same = { $file }: sudah diulangi, semua angkanya sama.
replay-differs = { $file }: sudah diulangi, tetapi nilai kunci berikut berbeda: { $keys }.
title-sensitivity = { $name }: nilai yang belum diketahui, dan pengaruhnya terhadap tanggal 95 % warga yang menunggu sejak awal terlayani. Disimulasikan { $replications } kali, setiap nilai dalam seluruh kemungkinannya.
sensitivity-spread = Dari satu kemungkinan ke kemungkinan lain, tanggal ini berbeda dengan simpangan baku { $all } hari kalender. Seandainya semuanya diketahui, masih tersisa { $chance } hari karena faktor acak.
sensitivity-does = Perlu dicari tahu: { $names }.
sensitivity-does-not = Menggeser tanggal kurang dari sehari: { $names }.
sensitivity-same = Tanggalnya sama, berapa pun nilai-nilai ini.
sensitivity-chance = faktor acak
sensitivity-repeat = Bilangan awal { $seed } · { $rows } baris · cetak { $version } · skenario { $digest }
head-sensitivity = Bagian dari ragam tanggal
column-unknown = belum diketahui
column-share-alone = jika hanya ini diketahui
column-share-with-others = jika hanya ini belum diketahui
note-sensitivity = Jika hanya ini diketahui: bagian ragam tanggal yang hilang, rata-rata. Jika hanya ini belum diketahui: bagian yang tersisa, dengan simpangan bakunya dalam hari. Kemungkinan yang pada batas waktu belum mencapai 95 % dihitung dengan hari sesudahnya. Selang menunjukkan seberapa tepat bagian itu diketahui (indeks Sobol').
column-days-with-others = dalam hari
sensitivity-rough = Dengan simulasi sesedikit ini, bagian-bagian ini masih kasar; mintalah lebih banyak dengan -n.
cli-stopped = Dihentikan sebelum simulasi pertama selesai; tidak ada yang dapat dilaporkan.
cli-same-file = { $file }: berkas ini sudah dibaca atau ditulis oleh perintah yang sama
cli-date-unreadable = { $option } { $found } bukan tanggal; seharusnya seperti 2017-06-22
cli-date-near = { $option } { $found }: tanggal ditulis tahun-bulan-hari; mungkin maksudnya { $near }?
cli-table-text = --table menulis baris untuk program dan lembar kerja; seharusnya --format csv atau --format json
cli-select-csv = --select tidak punya bentuk CSV; gunakan --format text atau --format json
cli-by-outside = --by { $found } di luar hari-hari simulasi, { $start } sampai { $horizon }
cli-one-name = { $first } dan { $second } sama-sama bernama "{ $name }", sehingga tidak dapat dibedakan dalam perbandingan; seharusnya salah satunya diberi nama lain, seperti name = "…"
cli-good = { $file }: { $warnings ->
    [0] OK
   *[other] OK, dengan { $warnings } peringatan
}
cli-written = { $file } sudah ditulis; ubahlah lalu coba: cetak run { $file }
cli-plot-svg = gambar dibuat sebagai SVG; seharusnya nama berkas yang berakhir .svg
cli-goal-outside = --goal: { $found } di luar hari-hari simulasi, { $start } sampai { $horizon }
cli-find-between = --from, --to dan --step: { $detail }

## Ketelitian
precision-of-mean = Rata-rata hari kerja
unit-working-days = hari kerja
unit-days = hari
precision-of-date = Tanggal semua terlayani pada { $percent } %
precision-reached = { $of } diketahui dengan ketelitian ± { $reached } { $unit } pada tingkat kepercayaan 95 %, sesuai permintaan (± { $wanted }).
precision-open = { $of } baru diketahui dengan ketelitian ± { $reached } { $unit } pada tingkat kepercayaan 95 %; yang diminta ± { $wanted }. Tambah jumlah simulasi dengan -n, atau longgarkan permintaannya.
precision-late = { $of } lewat batas waktu, sehingga ketelitiannya tidak dapat disebutkan; batas waktu yang lebih jauh akan menunjukkannya.
precision-alike = { $of } sama dalam semua { $replications } simulasi, sehingga ketelitiannya tidak dapat disebutkan: memang tidak ada yang berbeda, atau yang terjadi dalam kurang dari satu di antara seratus simulasi belum terlihat.
precision-unknown = { $of } belum punya selang kepercayaan 95 % karena simulasinya terlalu sedikit; yang diminta ± { $wanted } { $unit }. Tambah jumlah simulasi dengan -n.

fit-few = Hanya { $count } pengamatan: dengan jumlah sesedikit ini hampir semua sebaran lolos. Kumpulkan data lagi, atau bandingkan jawaban beberapa sebaran.
fit-dependent = Setiap pengamatan mirip atau berlawanan dengan pengamatan berikutnya (korelasi { $correlation }): data ini bukan nilai bebas dari satu sebaran. Periksalah kecenderungan, giliran kerja, atau beberapa mesin dalam data.
fit-rounded = Hanya { $different } nilai berbeda di antara { $count } pengamatan: data dibulatkan atau diperkirakan, sehingga jarak di bawah ini terlalu besar.
fit-zeros = { $count } pengamatan bernilai 0: sebaran lognormal, gamma, Weibull, beta, dan triangular tidak dihitung.
fit-none-fits = Tidak ada sebaran yang lolos (p di bawah 0,05 untuk semuanya). Periksalah data: mungkin ada beberapa jenis pekerjaan di dalamnya. Sebaran empirical mengambil nilai dari pengamatan itu sendiri.
fit-many = { $count } pengamatan: dengan jumlah sebanyak ini penyimpangan terkecil pun menolak setiap sebaran, sehingga nilai p tidak dihitung. Nilailah dari jaraknya.

title-fit = { $name } dalam { $file }: { $count } pengamatan
title-fit-unnamed = { $file }: { $count } pengamatan
fit-numbers = Rata-rata { $mean }, simpangan baku { $sd }; terkecil { $min }, median { $median }, terbesar { $max }.
fit-missing = { $count } baris tanpa nilai tidak dihitung: baris { $rows }.
fit-censored = { $count } baris hanya menyebut bahwa nilainya lebih besar, dan tidak dihitung: baris { $rows }. Karena itu sebaran di bawah ini terlalu pendek.
head-fit-laws = Sebaran, yang terbaik lebih dahulu
column-law = sebaran
column-aicc = ΔAICc
column-a-squared = A²
column-chi-square = chi²
column-distance = jarak
column-p = p
note-fit = ΔAICc: selisih dengan yang terbaik; di bawah 2 tidak banyak berarti. A² (Anderson-Darling) dan jarak terbesar (Kolmogorov-Smirnov) menyatakan seberapa jauh sebaran dari pengamatan. p: seberapa sering pengamatan yang memang mengikuti sebaran itu sejauh ini darinya; di bawah 0,05 sebaran itu meragukan.
note-fit-counts = ΔAICc: selisih dengan yang terbaik; di bawah 2 tidak banyak berarti. chi² dan jarak terbesar menyatakan seberapa jauh sebaran dari pengamatan. p: seberapa sering pengamatan yang memang mengikuti sebaran itu sejauh ini darinya; di bawah 0,05 sebaran itu meragukan.
head-fit-paste = Untuk berkas skenario
fit-no-paste = Tidak ada sebaran yang ditawarkan untuk berkas skenario: lihat catatan tentang pengamatannya di atas.
fit-unit = Jika angka ini waktu, ulangi dengan --unit min (atau h, d).
