# Satu baris untuk setiap kejadian, seperti yang ditulis `cetak trace`.

trace-opens = kantor buka
trace-closes = kantor tutup; menunggu: { $waiting }, blangko tersedia: { $blanks }
trace-printed = kartu untuk warga nomor { $resident } dari { $kecamatan }, perekaman { $recorded }
trace-spoiled = gagal cetak; warga nomor { $resident } dari { $kecamatan } tetap pada urutannya
trace-broke = { $what }; alat cetak rusak
trace-repaired = selesai diperbaiki
trace-printer-arrives = alat cetak tiba
trace-printer-leaves = alat cetak dibawa pergi
trace-printer-returns = alat cetak kembali
trace-upgrade-done = pembaruan selesai, dapat mencetak mulai jam buka berikutnya
trace-outage-begins = gangguan mulai: { $sites }
trace-outage-ends = gangguan selesai: { $sites }
trace-blanks-arrive = { $pieces } keping blangko tiba, tersedia { $blanks }
trace-ribbons-arrive = { $pieces } ribbon tiba
trace-horizon = akhir masa simulasi
trace-printer = { $site }/alat cetak { $number }
trace-office = kantor
trace-drawn = belum diketahui, diundi: { $key } = { $value }
trace-all-sites = semua tempat
