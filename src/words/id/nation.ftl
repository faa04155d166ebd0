# Halaman banyak kantor, dan perbandingan aturan pembagian.

## Aturan
rule-need = menurut kebutuhan
rule-capacity = menurut kemampuan cetak
rule-equal-lots = sama rata
rule-lowest-coverage = cakupan terendah lebih dahulu
rule-largest-expiry = suket kedaluwarsa terbanyak lebih dahulu
rule-longest-wait = yang terlama menunggu lebih dahulu
allotted-need = Menurut kebutuhan: pusat membagi setiap kiriman sebanding dengan jumlah warga yang menunggu di tiap kantor pada awal simulasi dan yang akan direkam di sana sampai batas waktu.
allotted-capacity = Menurut kemampuan cetak: pusat membagi setiap kiriman sebanding dengan jumlah kartu yang boleh dicetak alat di tiap kantor dalam sehari.
allotted-equal-lots = Sama rata: dari setiap kiriman semua kantor mendapat jatah yang sama.
allotted-lowest-coverage = Cakupan terendah lebih dahulu: kantor dengan bagian warga berkartu paling kecil mendapat sebanyak yang dibutuhkannya, lalu kantor berikutnya, sampai kiriman itu habis.
allotted-largest-expiry = Suket kedaluwarsa terbanyak lebih dahulu: kantor dengan warga menunggu paling banyak yang suketnya sudah kedaluwarsa mendapat sebanyak yang dibutuhkannya, lalu kantor berikutnya, sampai kiriman itu habis.
allotted-longest-wait = Yang terlama menunggu lebih dahulu: kantor dengan warga menunggu yang direkam paling awal mendapat sebanyak yang dibutuhkannya, lalu kantor berikutnya, sampai kiriman itu habis.

## Jawaban
nation-title = { $offices } kantor{ $provinces ->
    [0] {""}
   *[other] {" "}di { $provinces } provinsi
}, disimulasikan { $replications } kali, dari { $start } sampai { $horizon }. Aturan pembagian blangko: { $rule }.
nation-served = Sampai batas waktu, { $horizon }, { $served } dari { $people } warga yang datang sudah memegang kartu, yaitu { $share } (nilai tengah semua kemungkinan; P10 – P90: { $spread }).
nation-too-few = Tidak ada aturan pembagian yang dapat mencukupi semua warga: blangko di pusat seluruhnya { $blanks } keping, sedangkan dalam setiap kemungkinan warga yang datang sedikitnya { $without } orang lebih banyak daripada itu.
nation-nine-of-ten = { $offices ->
    [1] Kantor ini
   *[other] Sembilan dari sepuluh kantor, yaitu { $count } dari { $offices },
} dalam separuh kemungkinan sudah melayani 95 % warga yang menunggu di sana sejak awal paling lambat { $date }.
nation-nine-of-ten-late = Dalam { $late }, { $offices ->
    [1] kantor ini pada batas waktu belum melayani
   *[other] belum sampai sembilan dari sepuluh kantor ({ $count } dari { $offices }) yang pada batas waktu sudah melayani
} 95 % warga yang menunggu di sana sejak awal.
nation-starved-none = Dalam semua kemungkinan tidak ada kantor yang kekurangan blangko pada batas waktu: di mana ada yang menunggu, di situ ada blangko.
nation-starved = Pada batas waktu { $count } dari { $offices } kantor, dengan { $kecamatan } kecamatan, kekurangan blangko: masih ada warga yang menunggu, tetapi blangko sudah habis (nilai tengah; P10 – P90: { $spread }).
nation-starved-most = Paling sering kekurangan: { $names }{ $more ->
    [0] {""}
   *[other] {" "}dan { $more } kantor lain dalam sedikitnya separuh kemungkinan
}.
nation-idle = Dalam { $futures } ada blangko yang menganggur sementara kantor lain kekurangan: { $blanks } keping di { $offices } kantor yang warganya tidak ada lagi yang menunggu, sedangkan { $waiting } warga menunggu di kantor yang kekurangan (nilai tengah).
nation-idle-try = Apakah aturan lain menolong belum dicoba:
nation-other-helps = Aturan lain yang dicoba dalam { $tried ->
    [1] kemungkinan pertama
   *[other] { $tried } kemungkinan pertama
}: dengan "{ $rule }", rata-rata { $count } warga lebih banyak memegang kartu sampai batas waktu (selang kepercayaan 95 % { $interval }). Selengkapnya, juga kantor yang dirugikan:
nation-compare = cetak nation BERKAS --rule { $now } --rule { $other }
nation-other-not = Aturan lain yang dicoba dalam { $tried ->
    [1] kemungkinan pertama
   *[other] { $tried } kemungkinan pertama
}: { $rules }. Belum pasti ada di antaranya yang membuat lebih banyak warga memegang kartu sampai batas waktu.
nation-not-received = { $blanks } keping blangko belum sampai di kantor mana pun pada batas waktu (nilai tengah): masih di pusat, masih dalam perjalanan, atau baru akan datang ke pusat.
nation-for-printing = { $people } warga menunggu padahal di kantornya ada blangko untuk setiap orang itu (nilai tengah): di sana blangko cukup, yang kurang adalah pencetakan.
nation-for-printing-most = Terbanyak di { $names }.
nation-inequality = Pemerataan: dari sepersepuluh warga di kantor-kantor dengan cakupan terendah, { $worst } sudah memegang kartu pada batas waktu; dari semua warga, { $all }. Koefisien Gini cakupan { $gini }: bila dua warga dipilih secara acak, cakupan kantor mereka rata-rata berbeda sebesar { $difference } dari rata-rata cakupan (0 %: cakupan semua kantor sama).

## Tabel
nation-head-by = Berapa warga yang sudah memegang kartu sampai suatu tanggal
nation-column-served = memegang kartu
nation-column-came = dari semua yang datang
nation-column-share = bagian
nation-note-by = Nilai tengah semua kemungkinan. Semua yang datang: yang menunggu sejak awal dan yang direkam sampai tanggal itu.
nation-head-done = Kapan kantor sudah melayani 95 % warga yang menunggu di sana sejak awal
nation-column-offices = kantor
nation-half = separuhnya ({ $count })
nation-nine = sembilan dari sepuluh ({ $count })
nation-all = semuanya ({ $count })
nation-column-late = belum pada batas waktu, dari { $of }
nation-head-offices = Kantor demi kantor, yang paling lambat lebih dahulu
nation-column-code = kode
nation-column-name = kantor
nation-column-province = provinsi
nation-column-backlog = antrean di awal
nation-column-p50 = 95 %, P50
nation-column-p90 = 95 %, P90
nation-column-blankless = hari tanpa blangko
nation-column-coverage = cakupan
nation-more-offices = { $count } lainnya
nation-note-offices = 95 %: tanggal 95 % warga yang menunggu di sana sejak awal sudah memegang kartu. Yang masih menunggu, hari buka tanpa blangko, dan cakupan adalah nilai tengah pada batas waktu. Cakupan: bagian dari semua warga yang datang yang sudah memegang kartu.
nation-note-left-out = Semua kantor: --format csv.

## Cara blangko dibagi
nation-head-allotted = Cara blangko dibagi
nation-static = Aturan ini hanya memakai tabel kantor, sehingga semua jatah sudah diketahui sebelum simulasi dimulai.
nation-alone = Satu kantor saja, dengan angka yang sama: cetak nation BERKAS --office KODE
nation-rounds-rule = Aturan ini bekerja per putaran: setiap kali blangko datang ke pusat, keadaan semua kantor pada hari itu dilihat.
nation-blanks = Pada awal simulasi pusat memiliki { $on_hand } keping blangko; { $deliveries ->
    [0] setelah itu tidak ada lagi yang datang.
   *[other] setelah itu datang { $pieces } keping dalam { $deliveries } kiriman.
}
nation-lots-free = Besarnya jatah sebuah kantor tidak dibatasi.
nation-lots-least = Jatah sebuah kantor dari satu kiriman sedikitnya { $least } keping.
nation-lots-most = Jatah sebuah kantor dari satu kiriman paling banyak { $most } keping.
nation-lots-both = Jatah sebuah kantor dari satu kiriman { $least } sampai { $most } keping.
nation-transport-none = Jatah sampai di kantor pada hari pembagiannya.
nation-transport = Perjalanan dari pusat ke kantor memakan waktu { $time }.
nation-outages = Gangguan yang mengenai semua kantor bersama-sama: { $names }.
nation-outages-none = Tidak ada gangguan yang mengenai semua kantor bersama-sama.

## Perbandingan aturan
nation-title-rules = { $rules } aturan pembagian untuk { $offices } kantor, masing-masing disimulasikan { $replications } kali dengan kejadian acak yang sama, dari { $start } sampai { $horizon }.
rule-more = Aturan "{ $rule }" dibandingkan dengan "{ $first }": sampai batas waktu rata-rata { $count } warga lebih banyak memegang kartu (selang kepercayaan 95 % { $interval }), lebih banyak dalam { $more }.
rule-fewer = Aturan "{ $rule }" dibandingkan dengan "{ $first }": sampai batas waktu rata-rata { $count } warga lebih sedikit memegang kartu (selang kepercayaan 95 % { $interval }), lebih sedikit dalam { $fewer }.
rule-not-sure = Aturan "{ $rule }" dibandingkan dengan "{ $first }": belum pasti apakah sampai batas waktu lebih banyak atau lebih sedikit warga memegang kartu; lebih banyak dalam { $more }, lebih sedikit dalam { $fewer }.
rule-starved = Kantor yang kekurangan blangko rata-rata { $starved }, dibandingkan dengan { $before }.
rule-idle = Blangko yang menganggur rata-rata { $idle } keping, dibandingkan dengan { $before } keping.
rule-starved-not-sure = Kantor yang kekurangan blangko rata-rata { $starved }, dibandingkan dengan { $before }; belum pasti apakah jumlahnya berbeda.
rule-more-equal = Cakupan lebih merata.
rule-less-equal = Cakupan kurang merata.
rule-equal-not-sure = Belum pasti apakah pemerataannya berbeda.
nation-column-rule = aturan
nation-head-people = Warga yang memegang kartu pada batas waktu, { $horizon } (rata-rata)
nation-column-more-in = lebih / sama / kurang, dari { $of }
nation-note-better = *: pasti lebih baik daripada aturan pertama: selang kepercayaan 95 % selisihnya tidak memuat 0.
nation-note-same-futures = Setiap kemungkinan dijalankan dengan semua aturan. Selang kepercayaan menyatakan seberapa teliti rata-rata selisih diketahui; kolom terakhir, dalam berapa kemungkinan selisih itu terjadi.
nation-head-starved = Blangko di kantor pada batas waktu (rata-rata)
nation-column-idle = blangko menganggur
nation-column-not-received = belum sampai
nation-note-starved = Kekurangan: kantor yang masih ada warganya menunggu, tetapi blangkonya sudah habis. Menganggur: blangko di kantor yang warganya tidak ada lagi yang menunggu. Belum sampai: blangko yang belum sampai di kantor mana pun.
nation-head-unequal = Pemerataan (rata-rata)
nation-column-starved = kekurangan
nation-column-difference = selisih
nation-column-gini = Gini
nation-column-worst = sepersepuluh terendah
nation-note-unequal = Gini: 0 bila cakupan semua kantor sama. Sepersepuluh terendah: bagian yang memegang kartu dari sepersepuluh warga di kantor-kantor dengan cakupan terendah.
nation-short-half = separuh, { $quantile }
nation-short-nine = sembilan dari sepuluh, { $quantile }
nation-short-all = semua, { $quantile }
nation-head-differ = Kantor dengan aturan "{ $rule }" dibandingkan dengan "{ $first }"
nation-differ = Kantor yang dirugikan: { $losing }; yang diuntungkan: { $gaining }; selebihnya: { $alike }. Dirugikan: 95 % warga yang menunggu di sana sejak awal lebih sering lebih lambat memegang kartu, atau bila itu seimbang, lebih banyak warga menunggu di sana pada batas waktu.
nation-losing = Yang dirugikan, yang paling rugi lebih dahulu ({ $shown } dari { $count }):
nation-gaining = Yang diuntungkan, yang paling untung lebih dahulu ({ $shown } dari { $count }):
nation-column-date-by = 95 %, P50: { $rule }
nation-column-waiting-by = masih menunggu: { $rule }
nation-one-rule = Satu aturan selengkapnya: cetak nation BERKAS --rule ATURAN
nation-same = Berkas, aturan, bilangan awal, dan jumlah simulasi yang sama menghasilkan kode hasil yang sama.

## Gambar
plot-nation = 95 % terlayani, menurut kantor
plot-nation-run = { $rule } · satu kotak untuk setiap kantor, menurut urutan tabel · nilai tengah { $replications } kemungkinan
plot-nation-by = sampai { $date }
plot-nation-late = belum pada { $date }
plot-nation-starved = kekurangan blangko pada batas waktu dalam separuh kemungkinan atau lebih
plot-nation-no-province = (tanpa provinsi)
