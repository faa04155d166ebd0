# Masalah dalam berkas skenario.
kind-table = sebuah tabel
number-out-of-range = bernilai { $found }, tetapi harus angka dari { $low } sampai { $high }
