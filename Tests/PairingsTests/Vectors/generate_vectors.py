"""Writes BN254Vectors.swift, BLS12381Vectors.swift and KZGVectors.swift beside this file.

Needs `pip install py_ecc==8.0.0`: an implementation in pure Python that shares nothing with ours.
The seed makes the vectors the same on every run.
"""

import pathlib
import random

from py_ecc import optimized_bls12_381 as bls
from py_ecc import optimized_bn128 as bn
from py_ecc.bls.hash_to_curve import (
    clear_cofactor_G1,
    clear_cofactor_G2,
    map_to_curve_G1,
    map_to_curve_G2,
)
from py_ecc.bls.point_compression import compress_G1, decompress_G1, decompress_G2

rnd = random.Random(2537)
HERE = pathlib.Path(__file__).parent


def word(value, length=32):
    return int(value).to_bytes(length, "big").hex()


def literal(digits, indent):
    if len(digits) <= 84:
        return f'"{digits}"'
    lines = [digits[i : i + 84] for i in range(0, len(digits), 84)]
    return '"""\n' + "\\\n".join(indent + line for line in lines) + f'\n{indent}"""'


def table(name, doc, rows):
    out = f"  /// {doc}\n  static let {name} = [\n"
    for note, given, answer in rows:
        out += f'    Vector(\n      testDescription: "{note}",\n'
        out += f"      input: {literal(given, ' ' * 8)},\n"
        out += f"      output: {literal(answer, ' ' * 8)})"
        out += ",\n" if len(rows) > 1 else "\n"
    return out + "  ]\n"


def write(name, doc, tables):
    text = f"/// {doc}\n///\n/// Written by generate_vectors.py with py_ecc 8.0.0.\n"
    text += f"enum {name} {{\n" + "\n".join(tables) + "}\n"
    (HERE / f"{name}.swift").write_text(text)


# A root in Fp2 = Fp[u] / (u² + 1), by exponents: for p² ≡ 9 (mod 16) and p ≡ 3 (mod 4).
def sqrt_fp(a, p):
    root = pow(a, (p + 1) // 4, p)
    return root if root * root % p == a % p else None


def sqrt_fp2(a0, a1, p):
    norm = sqrt_fp(a0 * a0 + a1 * a1, p)
    if norm is None:
        return None
    for n in (norm, -norm):
        x = sqrt_fp((a0 + n) * pow(2, -1, p), p)
        if x:
            return x, a1 * pow(2 * x, -1, p) % p
    return None


# BN254


def bn_g1(point):
    x, y = bn.normalize(point)
    return word(x) + word(y) if not bn.is_inf(point) else word(0) * 2


def bn_g2(point):
    if bn.is_inf(point):
        return word(0) * 4
    x, y = bn.normalize(point)
    return "".join(word(c) for c in (x.coeffs[1], x.coeffs[0], y.coeffs[1], y.coeffs[0]))


def bn_vectors():
    g1, g2, r, p = bn.G1, bn.G2, bn.curve_order, bn.field_modulus
    zero = bn.multiply(g1, 0)
    a, b, c = (bn.multiply(g1, rnd.randrange(r)) for _ in range(3))

    def sum_row(note, left, right):
        return note, bn_g1(left) + bn_g1(right), bn_g1(bn.add(left, right))

    sums = [
        sum_row("P + Q", a, b),
        sum_row("P + P", a, a),
        sum_row("P + -P", a, bn.neg(a)),
        sum_row("P + 0", a, zero),
        sum_row("0 + P", zero, a),
        sum_row("0 + 0", zero, zero),
    ]
    products = []
    for note, scalar in [
        ("0", 0),
        ("1", 1),
        ("2", 2),
        ("15", 15),
        ("16", 16),
        ("2^128", 2**128),
        ("2^128 - 1", 2**128 - 1),
        ("r - 1", r - 1),
        ("r", r),
        ("r + 1", r + 1),
        ("2^256 - 1", 2**256 - 1),
        ("random", rnd.getrandbits(256)),
        ("random", rnd.getrandbits(256)),
    ]:
        products.append((note, bn_g1(c) + word(scalar), bn_g1(bn.multiply(c, scalar))))
    products.append(("0 times 7", bn_g1(zero) + word(7), bn_g1(zero)))

    x, y = rnd.randrange(r), rnd.randrange(r)
    xp, yq = bn.multiply(g1, x), bn.multiply(g2, y)
    xyp = bn.neg(bn.multiply(g1, x * y % r))
    q2 = bn.multiply(g2, 2)
    zero2 = bn.multiply(g2, 0)

    def pairs(*points):
        return "".join(bn_g1(left) + bn_g2(right) for left, right in points)

    pairings = [
        ("no pairs", "", word(1)),
        ("e(xP, yQ) e(-xyP, Q)", pairs((xp, yq), (xyp, g2)), word(1)),
        ("the same in the other order", pairs((xyp, g2), (xp, yq)), word(1)),
        ("e(P, 2Q) e(-P, Q) e(-P, Q)", pairs((a, q2), (bn.neg(a), g2), (bn.neg(a), g2)), word(1)),
        ("e(P, Q)", pairs((a, g2)), word(0)),
        ("e(P, Q) e(P, Q)", pairs((a, g2), (a, g2)), word(0)),
        ("e(xP, yQ) e(-xyP, 2Q)", pairs((xp, yq), (xyp, q2)), word(0)),
        ("e(0, Q)", pairs((zero, g2)), word(1)),
        ("e(P, 0)", pairs((a, zero2)), word(1)),
        ("e(0, 0)", pairs((zero, zero2)), word(1)),
        ("e(P, Q) e(0, Q) e(-P, Q)", pairs((a, g2), (zero, g2), (bn.neg(a), g2)), word(1)),
        ("e(P, Q) e(0, Q)", pairs((a, g2), (zero, g2)), word(0)),
    ]

    # A point of the twist outside the subgroup.
    b0, b1 = (int(c) for c in bn.b2.coeffs)
    x0 = 1
    while True:
        value = (bn.FQ2([x0, 1]) ** 3 + bn.b2).coeffs
        root = sqrt_fp2(int(value[0]), int(value[1]), p)
        outside = root and (bn.FQ2([x0, 1]), bn.FQ2(list(root)), bn.FQ2.one())
        if outside and not bn.is_inf(bn.multiply(outside, r)):
            assert bn.is_on_curve(outside, bn.b2)
            break
        x0 += 1
    singles = [("a point of the twist, not of order r", bn_g2(outside), "")]
    write(
        "BN254Vectors",
        "Operations of EIP-196 and EIP-197.",
        [
            table("sums", "Two points of G1 and their sum.", sums),
            table("products", "A point, a scalar and the multiple.", products),
            table("pairings", "Pairs of points and whether their pairings multiply to 1.", pairings),
            table("outsideG2", "Points of the twist outside G2.", singles),
        ],
    )


# BLS12-381


def bls_fp(value):
    return word(value, 64)


def bls_g1(point):
    if bls.is_inf(point):
        return bls_fp(0) * 2
    x, y = bls.normalize(point)
    return bls_fp(x) + bls_fp(y)


def bls_g2(point):
    if bls.is_inf(point):
        return bls_fp(0) * 4
    x, y = bls.normalize(point)
    return "".join(bls_fp(c) for c in (*x.coeffs, *y.coeffs))


def outside_g1():
    x = 4
    while True:
        y = sqrt_fp((x**3 + 4) % bls.field_modulus, bls.field_modulus)
        if y:
            point = (bls.FQ(x), bls.FQ(y), bls.FQ(1))
            if not bls.is_inf(bls.multiply(point, bls.curve_order)):
                return point
        x += 1


def outside_g2():
    x0 = 1
    while True:
        x = bls.FQ2([x0, 1])
        value = (x**3 + bls.b2).coeffs
        root = sqrt_fp2(int(value[0]), int(value[1]), bls.field_modulus)
        if root:
            point = (x, bls.FQ2(list(root)), bls.FQ2.one())
            assert bls.is_on_curve(point, bls.b2)
            if not bls.is_inf(bls.multiply(point, bls.curve_order)):
                return point
        x0 += 1


def bls_group(encode, generator, outside):
    r = bls.curve_order
    zero = bls.multiply(generator, 0)
    a, b, c = (bls.multiply(generator, rnd.randrange(r)) for _ in range(3))
    other = bls.add(outside, a)

    def sum_row(note, left, right):
        return note, encode(left) + encode(right), encode(bls.add(left, right))

    sums = [
        sum_row("P + Q", a, b),
        sum_row("P + P", a, a),
        sum_row("P + -P", a, bls.neg(a)),
        sum_row("P + 0", a, zero),
        sum_row("0 + P", zero, a),
        sum_row("0 + 0", zero, zero),
        sum_row("points outside the subgroup", outside, other),
        sum_row("a point outside the subgroup, doubled", outside, outside),
    ]

    def products_row(note, *factors):
        total = zero
        for point, scalar in factors:
            total = bls.add(total, bls.multiply(point, scalar))
        return note, "".join(encode(p) + word(s) for p, s in factors), encode(total)

    x = 0xD201000000010000
    products = [
        products_row(f"{note} P", (a, scalar))
        for note, scalar in [
            ("0", 0),
            ("1", 1),
            ("31", 31),
            ("|x|", x),
            ("|x| - 1", x - 1),
            ("x^2", x * x),
            ("x^2 - 1", x * x - 1),
            ("|x|^3", x**3),
            ("r - 1", r - 1),
            ("r", r),
            ("2r + 5", 2 * r + 5),
            ("2^256 - 1", 2**256 - 1),
            ("random", rnd.getrandbits(256)),
        ]
    ]
    products += [
        products_row("7 · 0", (zero, 7)),
        products_row("xP + yQ", (a, rnd.getrandbits(256)), (b, rnd.getrandbits(256))),
        products_row("xP - xP", (a, 12345), (bls.neg(a), 12345)),
        products_row("xP + 0Q + y·0 + zR", (a, rnd.getrandbits(256)), (b, 0), (zero, 9), (c, 3)),
    ]
    return sums, products


def bls_vectors():
    g1, g2, r, p = bls.G1, bls.G2, bls.curve_order, bls.field_modulus
    sums1, products1 = bls_group(bls_g1, g1, outside_g1())
    sums2, products2 = bls_group(bls_g2, g2, outside_g2())

    a = bls.multiply(g1, rnd.randrange(r))
    x, y = rnd.randrange(r), rnd.randrange(r)
    xp, yq = bls.multiply(g1, x), bls.multiply(g2, y)
    xyp = bls.neg(bls.multiply(g1, x * y % r))
    q2 = bls.multiply(g2, 2)
    zero, zero2 = bls.multiply(g1, 0), bls.multiply(g2, 0)

    def pairs(*points):
        return "".join(bls_g1(left) + bls_g2(right) for left, right in points)

    pairings = [
        ("e(xP, yQ) e(-xyP, Q)", pairs((xp, yq), (xyp, g2)), word(1)),
        ("e(P, 2Q) e(-P, Q) e(-P, Q)", pairs((a, q2), (bls.neg(a), g2), (bls.neg(a), g2)), word(1)),
        ("e(P, Q)", pairs((a, g2)), word(0)),
        ("e(xP, yQ) e(-xyP, 2Q)", pairs((xp, yq), (xyp, q2)), word(0)),
        ("e(0, Q)", pairs((zero, g2)), word(1)),
        ("e(P, 0)", pairs((a, zero2)), word(1)),
        ("e(P, Q) e(0, Q) e(-P, Q)", pairs((a, g2), (zero, g2), (bls.neg(a), g2)), word(1)),
        ("e(P, Q) e(0, Q)", pairs((a, g2), (zero, g2)), word(0)),
    ]

    maps1, maps2 = [], []
    for note, u in [
        ("0", 0),
        ("1", 1),
        ("p - 1", p - 1),
        ("random", rnd.randrange(p)),
        ("random", rnd.randrange(p)),
        ("random", rnd.randrange(p)),
        ("random", rnd.randrange(p)),
    ]:
        maps1.append((note, bls_fp(u), bls_g1(clear_cofactor_G1(map_to_curve_G1(bls.FQ(u))))))
    for note, u0, u1 in [
        ("0", 0, 0),
        ("1", 1, 0),
        ("u", 0, 1),
        ("-u", 0, p - 1),
        ("random", rnd.randrange(p), rnd.randrange(p)),
        ("random", rnd.randrange(p), rnd.randrange(p)),
        ("random", rnd.randrange(p), rnd.randrange(p)),
        ("random", rnd.randrange(p), rnd.randrange(p)),
    ]:
        image = clear_cofactor_G2(map_to_curve_G2(bls.FQ2([u0, u1])))
        maps2.append((note, bls_fp(u0) + bls_fp(u1), bls_g2(image)))

    write(
        "BLS12381Vectors",
        "Operations of EIP-2537.",
        [
            table("sumsG1", "Two points of G1's curve and their sum.", sums1),
            table("sumsG2", "Two points of G2's curve and their sum.", sums2),
            table("productsG1", "Points of G1, each with a scalar, and the sum.", products1),
            table("productsG2", "Points of G2, each with a scalar, and the sum.", products2),
            table("pairings", "Pairs of points and whether their pairings multiply to 1.", pairings),
            table("mapsG1", "Field elements and the points of G1 they are mapped to.", maps1),
            table("mapsG2", "Elements of Fp2 and the points of G2 they are mapped to.", maps2),
            table("outsideG1", "Points of the curve outside G1.", [("x", bls_g1(outside_g1()), "")]),
            table("outsideG2", "Points of the twist outside G2.", [("x", bls_g2(outside_g2()), "")]),
        ],
    )


# KZG: polynomials of degree 0 and 1 over G1 and [tau]G1 of the ceremony. The latter is the
# commitment of the polynomial X; kzg_vectors checks it against EIP-4844's [tau]G2.
TAU = [
    "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
    "ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81",
]
TAU_G2 = (
    "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72",
    "185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2",
)


def kzg_vectors():
    r = bls.curve_order
    tau = [decompress_G1(int(digits, 16)) for digits in TAU]

    tau_g2 = decompress_G2(tuple(int(digits, 16) for digits in TAU_G2))
    assert bls.pairing(bls.G2, tau[1]) == bls.pairing(tau_g2, bls.G1)

    def commit(coefficients):
        total = bls.multiply(tau[0], 0)
        for coefficient, power in zip(coefficients, tau):
            total = bls.add(total, bls.multiply(power, coefficient % r))
        return word(compress_G1(total), 48)

    def row(note, constant, factor, z):
        y = (constant + factor * z) % r
        # The quotient (p(X) - p(z)) / (X - z) is the constant `factor`.
        return note, word(z) + word(y) + commit((constant, factor)) + commit((factor,)), ""

    rows = [
        row("the polynomial 0", 0, 0, 5),
        row("a constant", rnd.randrange(r), 0, rnd.randrange(r)),
        row("degree 1", rnd.randrange(r), rnd.randrange(r), rnd.randrange(r)),
        row("degree 1 at 0", rnd.randrange(r), rnd.randrange(r), 0),
        row("degree 1 at 1", rnd.randrange(r), rnd.randrange(r), 1),
        row("degree 1 at r - 1", rnd.randrange(r), rnd.randrange(r), r - 1),
        row("a root", 0, 3, 0),
    ]
    outside = word(compress_G1(outside_g1()), 48)
    write(
        "KZGVectors",
        "Proofs of EIP-4844 for polynomials of small degree.",
        [
            table("proofs", "z, y, commitment and proof.", rows),
            table("outsideG1", "Compressed points of the curve outside G1.", [("x", outside, "")]),
        ],
    )


bn_vectors()
bls_vectors()
kzg_vectors()
