//! The numbers of named streams and the draws made from them, pinned: whoever changes one changes every fixed-seed
//! result of every user, and must say so in the changelog. That the numbers are *right* is for `distributions.rs`.

use cetak::error::Result;
use cetak::random::{Distribution, Quantity, Stream, Streams};
use cetak::time::{Span, minutes};
use rand::Rng;

/// The words of a stream by the recipe in the documentation of `Streams`; it shares only the hash with the crate.
fn by_the_recipe(seed: u64, replication: u64, name: &str) -> impl FnMut() -> u64 {
    let mut bytes = Vec::new();
    bytes.extend(seed.to_le_bytes());
    bytes.extend(replication.to_le_bytes());
    bytes.extend(name.bytes());
    let hash = xxhash_rust::xxh3::xxh3_128(&bytes);
    let split_mix = |state: u64, step: u64| {
        let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(step));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let (low, high) = (hash as u64, (hash >> 64) as u64);
    let mut s = [
        split_mix(low, 1),
        split_mix(low, 2),
        split_mix(high, 1),
        split_mix(high, 2),
    ];
    move || {
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }
}

#[test]
fn streams_follow_the_written_recipe() {
    let long = "a name longer than what the hash takes in one go ".repeat(8);
    for (seed, replication, name) in [
        (0, 0, ""),
        (2017, 0, "Susut/printer 1/failure"),
        (u64::MAX, 7, "perekaman · Tembuku"),
        (1, 2, &long),
    ] {
        let mut stream = Streams::new(seed, replication).stream(name);
        let mut expected = by_the_recipe(seed, replication, name);
        for _ in 0..20 {
            assert_eq!(stream.next_u64(), expected(), "{seed} {replication} {name}");
        }
    }
}

#[test]
fn seed_replication_and_name_all_matter() {
    let first = |seed, replication, name| Streams::new(seed, replication).stream(name).next_u64();
    let base = first(1, 2, "a");
    assert_eq!(base, first(1, 2, "a"));
    for other in [
        first(2, 2, "a"),
        first(1, 3, "a"),
        first(2, 1, "a"),
        first(1, 2, "b"),
    ] {
        assert_ne!(base, other);
    }
}

#[test]
fn a_saved_stream_goes_on_where_it_was() {
    let mut stream = Streams::new(1, 0).stream("a");
    stream.uniform();
    let saved = serde_json::to_string(&stream).expect("a stream can be saved");
    let mut restored: Stream = serde_json::from_str(&saved).expect("a saved stream can be read");
    assert_eq!(restored, stream);
    assert_eq!(restored.next_u64(), stream.next_u64());
}

/// The first four draws from a fresh stream.
fn draws<V: Quantity>(distribution: Result<Distribution<V>>) -> [V; 4] {
    let mut variate = Streams::new(2017, 0).variate("pinned", distribution.expect("valid"));
    std::array::from_fn(|_| variate.draw())
}

#[test]
fn words_and_uniforms() {
    let mut stream = Streams::new(2017, 0).stream("pinned");
    let words: [u64; 4] = std::array::from_fn(|_| stream.next_u64());
    assert_eq!(
        words,
        [
            15586804917645981556,
            3222693850053329662,
            9918317944633534251,
            9052353436730245352
        ]
    );
    let mut stream = Streams::new(2017, 0).stream("pinned");
    let uniforms: [f64; 4] = std::array::from_fn(|_| stream.uniform());
    assert_eq!(
        uniforms,
        [
            0.8449623876909758,
            0.17470258367417468,
            0.537673093148682,
            0.4907290631104777
        ]
    );
}

#[test]
fn draws_by_inversion() {
    assert_eq!(
        draws(Distribution::uniform(1.0, 3.0)),
        [
            2.6899247753819515,
            1.3494051673483494,
            2.075346186297364,
            1.9814581262209554
        ]
    );
    assert_eq!(
        draws(Distribution::triangular(1.0, 2.0, 4.0)),
        [
            3.035517924555285,
            1.7239528651939462,
            2.334478627844149,
            2.251965211634181
        ]
    );
    assert_eq!(
        draws(Distribution::exponential(1.0)),
        [
            0.16846316422394694,
            1.7446702727461352,
            0.6205045370570729,
            0.7118631097810444
        ]
    );
    assert_eq!(
        draws(Distribution::lognormal(1.0, 1.8)),
        [
            1.8160089377218014,
            0.5769396181600741,
            1.0571629773232898,
            0.986432201643591
        ]
    );
    assert_eq!(
        draws(Distribution::weibull(1.5, 1.0)),
        [
            0.3050258428352327,
            1.4492464353297256,
            0.7274949353943582,
            0.7972557466198098
        ]
    );
    assert_eq!(draws(Distribution::poisson(3.5)), [5.0, 2.0, 4.0, 3.0]);
    assert_eq!(
        draws(Distribution::empirical(&[1.0, 2.0, 3.0, 4.0, 5.0])),
        [5.0, 1.0, 3.0, 3.0]
    );
}

#[test]
fn draws_by_rejection() {
    assert_eq!(
        draws(Distribution::gamma(0.5, 1.0)),
        [
            1.5277813002246179,
            0.5684524463826902,
            0.4916878281997037,
            0.36811505108925296
        ]
    );
    assert_eq!(
        draws(Distribution::gamma(2.5, 1.0)),
        [
            1.6122274178505969,
            0.9235509364592075,
            1.8191630781729327,
            0.3662065156168247
        ]
    );
    assert_eq!(
        draws(Distribution::erlang(3, 1.0)),
        [
            1.5638107709224844,
            0.9413682183200074,
            1.7475263759620674,
            0.4137819287616904
        ]
    );
    assert_eq!(
        draws(Distribution::pert(1.0, 2.0, 4.0)),
        [
            2.5609734585678394,
            3.152094243906265,
            2.28623286971037,
            2.0577355846119505
        ]
    );
    assert_eq!(
        draws(Distribution::poisson(100.0)),
        [112.0, 101.0, 115.0, 87.0]
    );
}

#[test]
fn draws_of_spans() {
    let micros = |distribution| draws::<Span>(distribution).map(Span::as_micros);
    assert_eq!(
        micros(Distribution::constant(minutes(3.0))),
        [180_000_000; 4]
    );
    assert_eq!(
        micros(Distribution::exponential(minutes(4.0))),
        [40431159, 418720865, 148921089, 170847146]
    );
    assert_eq!(
        micros(Distribution::lognormal(minutes(4.0), 1.8)),
        [435842145, 138465508, 253719115, 236743728]
    );
}
