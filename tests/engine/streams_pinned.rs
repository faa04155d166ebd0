//! The numbers of named streams and the draws made from them, pinned: whoever changes one changes every fixed-seed
//! result of every user, and must say so in the changelog. They are the same on every platform and in every build, so where one of these
//! tests fails alone, a platform breaks that promise. That the numbers are *right* is for `distributions.rs`.

use cetak::random::{Distribution, Stream, Streams};
use cetak::time::Span;
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

#[test]
fn a_saved_stream_of_zeros_is_refused() {
    let read = |words| serde_json::from_str::<Stream>(&format!("{{\"s\":[{words}]}}"));
    assert!(read("0,0,0,1").is_ok());
    let error = read("0,0,0,0").unwrap_err();
    assert!(error.to_string().contains("all zeros"), "{error}");
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

/// Every branch of every family, with the first draws from a fresh stream and a hash of the bits of the first ten thousand, which reach
/// the edges and tails too.
const PINNED: [(&str, [f64; 4], u64); 34] = [
    (
        "uniform(1, 3)",
        [
            2.6899247753819515,
            1.3494051673483494,
            2.075346186297364,
            1.9814581262209554,
        ],
        0x683f_79a2_a5f4_dd76,
    ),
    (
        "triangular(1, 2, 4)",
        [
            3.035517924555285,
            1.7239528651939462,
            2.334478627844149,
            2.251965211634181,
        ],
        0x64f5_91b8_18bd_8f89,
    ),
    (
        "triangular(1, 1, 4)",
        [
            2.818755524549969,
            1.27462355867443,
            1.9601612412590395,
            1.8591033579348815,
        ],
        0x1208_5ed1_2139_1127,
    ),
    (
        "exponential(1)",
        [
            1.5424899321595422,
            0.01831555814029306,
            1.733500832424924,
            0.2435920405166187,
        ],
        0x9680_591e_d372_f04d,
    ),
    (
        "gamma(0.5, 1)",
        [
            1.3949360884124873,
            1.073614451909566,
            0.07070338708905718,
            7.014553510132261,
        ],
        0xf8a6_78d6_b36f_a714,
    ),
    (
        "gamma(1, 1)",
        [
            1.5424899321595422,
            0.01831555814029306,
            1.733500832424924,
            0.2435920405166187,
        ],
        0x9680_591e_d372_f04d,
    ),
    (
        "gamma(2.5, 1)",
        [
            1.7038565456659773,
            0.9702380788215939,
            1.412251614094264,
            0.5007703729437715,
        ],
        0x9c31_6e52_574b_6d0b,
    ),
    (
        "erlang(1, 1)",
        [
            1.5424899321595422,
            0.01831555814029306,
            1.733500832424924,
            0.2435920405166187,
        ],
        0x9680_591e_d372_f04d,
    ),
    (
        "erlang(3, 1)",
        [
            1.6453049300283364,
            0.9842836846929546,
            1.3850470762625335,
            0.5447003729712001,
        ],
        0xc368_bfca_7635_69db,
    ),
    (
        "lognormal(1, 1.8)",
        [
            1.9270803735100137,
            0.8963392572672875,
            1.1046522558110485,
            0.9919956695891307,
        ],
        0xf632_ac4c_6362_d13f,
    ),
    (
        "weibull(1.5, 1)",
        [
            0.3050258428352327,
            1.4492464353297256,
            0.7274949353943582,
            0.7972557466198098,
        ],
        0xf1ff_2150_c250_c678,
    ),
    (
        "pert(1, 2, 4)",
        [
            2.9130959391454123,
            2.2318635625436136,
            3.080069881225425,
            1.5185710638650904,
        ],
        0x8d91_dee1_8f5f_0052,
    ),
    (
        "pert(1, 3, 4)",
        [
            2.0869040608545877,
            2.768136437456386,
            1.9199301187745748,
            3.4814289361349093,
        ],
        0x2bf0_56e1_d072_b47c,
    ),
    (
        "pert(1, 1, 4)",
        [
            2.564599858160167,
            1.5661092062968804,
            1.090945995974214,
            2.385436910883653,
        ],
        0x4f5b_fbbe_f32a_7e34,
    ),
    ("poisson(3.5)", [5.0, 5.0, 4.0, 4.0], 0x028f_5328_73bb_3a89),
    (
        "poisson(100)",
        [112.0, 101.0, 115.0, 87.0],
        0xff35_7ae3_5567_8767,
    ),
    (
        "poisson(1000000)",
        [1001152.0, 1000106.0, 1001449.0, 998738.0],
        0x4c65_4d7d_f88d_80c6,
    ),
    (
        "empirical(1, 2, 3, 4, 5)",
        [5.0, 1.0, 3.0, 3.0],
        0x0530_171d_dfca_d7be,
    ),
    (
        "normal(0, 1)",
        [
            1.1160615523835216,
            -0.1861837106269634,
            0.16933113791237914,
            -0.013672540600539568,
        ],
        0x70ba_4de9_4d23_c982,
    ),
    (
        "truncated_normal(4, 2, 3, 10)",
        [
            6.47077348679359,
            3.6426782017566355,
            4.933119165135024,
            4.755521485100317,
        ],
        0x751a_ad2f_94e7_bef1,
    ),
    (
        "truncated_normal(4, 2, 0, 3)",
        [
            2.7392812471811427,
            1.0877340290609023,
            2.141735920340869,
            2.0355484682285696,
        ],
        0x81bd_094e_d16a_d838,
    ),
    (
        "beta(2, 5, 0, 1)",
        [
            0.5337712193891281,
            0.30519976683996375,
            0.5972890018475787,
            0.11232010791706473,
        ],
        0x1af7_b2bf_bcc6_51c4,
    ),
    (
        "beta(0.5, 3, 0, 1)",
        [
            0.005579792878993145,
            0.10970904683803658,
            0.0024288471731431214,
            0.008972858546234462,
        ],
        0xbe61_685a_5a7d_f2ed,
    ),
    (
        "beta(3, 0.5, 0, 1)",
        [
            0.9944202071210069,
            0.8902909531619634,
            0.9975711528268569,
            0.9910271414537656,
        ],
        0xd118_e5b7_c22d_178e,
    ),
    (
        "beta(1, 1, 2, 4)",
        [
            3.6899247753819515,
            2.3494051673483494,
            3.075346186297364,
            2.9814581262209554,
        ],
        0x9ce3_f657_2028_b361,
    ),
    (
        "hyperexponential(1: 2, 10: 1)",
        [
            0.18315558140293062,
            0.2435920405166187,
            2.2119376178659182,
            2.4261711521924467,
        ],
        0xea4a_c177_7c24_0c35,
    ),
    (
        "bernoulli(0.3)",
        [0.0, 1.0, 0.0, 0.0],
        0xe0c6_2075_3255_7986,
    ),
    (
        "binomial(12, 0.3)",
        [5.0, 2.0, 4.0, 3.0],
        0x8fbe_f72d_97f0_94d3,
    ),
    (
        "binomial(12, 0.7)",
        [7.0, 10.0, 8.0, 9.0],
        0xc9bc_40ec_fbd1_2ad6,
    ),
    (
        "binomial(1000, 0.3)",
        [317.0, 302.0, 321.0, 282.0],
        0xa2b3_0e66_95cb_a7b0,
    ),
    (
        "binomial(1000, 0.7)",
        [683.0, 698.0, 679.0, 718.0],
        0x1383_a22e_873a_693e,
    ),
    (
        "geometric(0.2)",
        [6.0, 0.0, 7.0, 1.0],
        0xdd96_4e05_5dd6_06a9,
    ),
    (
        "discrete(1: 3, 4: 0.5, 2: 2)",
        [2.0, 2.0, 1.0, 1.0],
        0x1096_04b6_198d_e1b7,
    ),
    (
        "piecewise_linear(1: 0, 2: 0.7, 9: 1)",
        [
            5.382455712789435,
            1.2495751195345353,
            1.7681044187838313,
            1.7010415187292538,
        ],
        0xf8c2_37d6_14bf_318d,
    ),
];

#[test]
fn draws_of_numbers() {
    for (written, first, hash) in PINNED {
        let distribution = written.parse::<Distribution<f64>>().expect(written);
        let mut variate = Streams::new(2017, 0).variate("pinned", distribution);
        let draws: Vec<f64> = (0..10_000).map(|_| variate.draw()).collect();
        let bytes: Vec<u8> = draws.iter().flat_map(|draw| draw.to_le_bytes()).collect();
        assert_eq!(draws[..4], first, "{written}");
        assert_eq!(xxhash_rust::xxh3::xxh3_64(&bytes), hash, "{written}");
    }
}

#[test]
fn draws_of_spans() {
    for (written, expected) in [
        ("3 min", [180000000, 180000000, 180000000, 180000000]),
        (
            "uniform(1 min, 3 min)",
            [161395487, 80964310, 124520771, 118887488],
        ),
        (
            "triangular(1 min, 2 min, 4 min)",
            [182131075, 103437172, 140068718, 135117913],
        ),
        (
            "exponential(4 min)",
            [370197584, 4395734, 416040200, 58462090],
        ),
        (
            "lognormal(4 min, 1.8)",
            [462499290, 215121422, 265116541, 238078961],
        ),
    ] {
        let distribution = written.parse::<Distribution>().expect(written);
        let mut variate = Streams::new(2017, 0).variate("pinned", distribution);
        let draws: [Span; 4] = std::array::from_fn(|_| variate.draw());
        assert_eq!(draws.map(Span::as_micros), expected, "{written}");
    }
}
