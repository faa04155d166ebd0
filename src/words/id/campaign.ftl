# Rangkaian hitungan: folder berisi pekerjaan.

campaign-no-plan = rangkaian hitungan memerlukan sedikitnya satu rencana
campaign-no-text = rencana "{ $name }" tidak dibaca dari berkas skenario; rangkaian hitungan memerlukan teksnya
campaign-digest = teks "{ $name }" adalah skenario yang lain daripada menurut kodenya: { $found }, bukan { $digest }; salah satunya sudah diubah
campaign-no-job = ini bukan pekerjaan dari rangkaian hitungan, atau sudah diubah
campaign-none = ini bukan daftar pekerjaan, atau sudah diubah; seharusnya campaign.json yang ditulis oleh cetak campaign new
campaign-not-there = folder ini tidak berisi rangkaian hitungan; seharusnya folder yang dibuat oleh cetak campaign new
campaign-version = berkas ini ditulis oleh { $writer }; seharusnya { $program }, karena versi lain mungkin melanjutkan dengan aturan lain
campaign-folder-taken = folder ini sudah berisi hal lain dan tidak diubah; seharusnya folder baru atau folder kosong
campaign-other = folder ini sudah berisi rangkaian hitungan lain dan tidak diubah; seharusnya folder baru, folder kosong, atau skenario, jumlah simulasi, bilangan awal dan pekerjaan yang sama
campaign-unreadable = berkas ini tidak dapat dibaca: { $detail }
campaign-unwritable = berkas ini tidak dapat ditulis: { $detail }
campaign-job-unknown = tidak ada pekerjaan { $found }; rangkaian hitungan ini berisi pekerjaan 1 sampai { $jobs }
campaign-job-other = pekerjaan { $job } dari rangkaian hitungan ini adalah pekerjaan yang lain
campaign-not-done = pekerjaan { $job } belum selesai sehingga tidak ada yang dapat dibandingkan
campaign-differs = pekerjaan { $job }: { $error }
campaign-plan-unknown = tidak ada rencana "{ $found }"; rangkaian hitungan ini berisi { $known }
campaign-panicked = program gagal: { $detail }
campaign-stopped = Dihentikan. Yang sudah selesai disimpan, dan perintah yang sama melanjutkannya.
campaign-attempt = Percobaan { $attempt } untuk pekerjaan { $job } ("{ $name }", simulasi ke-{ $first } sampai ke-{ $last }) gagal:
campaign-job-elsewhere = pekerjaan { $job } sedang dikerjakan proses lain

## Yang dikatakan perintah
campaign-made = { $plans } skenario, masing-masing { $replications } kali simulasi, { $jobs } pekerjaan. Kerjakan dengan: cetak campaign run { $folder }
campaign-worked = Proses ini menyelesaikan { $computed } pekerjaan. Seluruhnya { $done } dari { $jobs } sudah selesai, dan { $running } sedang dikerjakan.
campaign-failed = { $count } pekerjaan perlu diperiksa: cetak campaign status { $folder }
campaign-complete = Jawabannya: cetak campaign answer { $folder }
campaign-job-computed = Pekerjaan { $job } selesai.
campaign-job-done = Pekerjaan { $job } sudah selesai sebelumnya.
campaign-again = { $jobs } pekerjaan dihitung sekali lagi: semua bitnya sama.
campaign-nothing = Belum ada simulasi yang selesai pada semua skenario. Kerjakan dengan: cetak campaign run { $folder }
campaign-incomplete = Belum lengkap: jawaban ini berdasarkan { $done } dari { $requested } kali simulasi.

## Keadaan
campaign-plans = { $plans } skenario, masing-masing { $replications } kali simulasi, bilangan awal { $seed }.
campaign-done = Selesai: { $replications } dari { $of } kali simulasi, { $jobs } dari { $of-jobs } pekerjaan.
campaign-all-done = Semua pekerjaan selesai. Jawabannya:
campaign-time-left = Dengan kecepatan sampai saat ini sisanya memerlukan { $length }, dengan { $processes } proses yang sedang berjalan.
campaign-at-rest = Tidak ada proses di komputer ini yang bekerja. Dengan kecepatan sampai saat ini satu proses memerlukan { $length } untuk sisanya:
campaign-no-pace = Belum ada pekerjaan yang selesai, sehingga sisa waktunya belum diketahui.
campaign-not-begun = Tidak ada proses di komputer ini yang bekerja. Mulailah dengan:
campaign-head-jobs = Pekerjaan
campaign-of = { $done } dari { $all }
campaign-row-all = semua
campaign-column-plan = skenario
campaign-column-done = selesai
campaign-column-running = dikerjakan
campaign-column-failed = gagal
campaign-column-uncertain = belum pasti
campaign-column-waiting = menunggu
campaign-column-replications = simulasi selesai
campaign-note-offices = Kantor dibagi menjadi { $parts } bagian, dan setiap simulasi dihitung sekali untuk setiap bagian.
campaign-note-uncertain = Belum pasti: sudah dimulai tetapi belum selesai, dan tidak ada proses di komputer ini yang memegangnya. Prosesnya dihentikan paksa, atau berjalan di komputer lain.
campaign-failed-job = Pekerjaan { $job } ({ $name }, simulasi ke-{ $first } sampai ke-{ $last }) gagal { $attempts ->
    [0] sebelum dijalankan
   *[other] { $attempts } kali
}. Perintah ini mengerjakannya sendiri:
campaign-differing-job = Pekerjaan { $job } dihitung dua kali dengan hasil yang berbeda. Kedua berkas disimpan, dan jawaban tidak menyertakan pekerjaan ini:
campaign-note-differing = Salah satu komputer menghitung dengan keliru, atau ada berkas yang diubah. Hapus yang salah, atau keduanya, lalu kerjakan lagi pekerjaan itu.
campaign-mixed = satu rangkaian hitungan memuat skenario satu kantor, atau satu berkas banyak kantor dengan satu aturan atau lebih
