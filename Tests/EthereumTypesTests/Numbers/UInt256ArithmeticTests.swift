import EthereumTypes
import TestSupport
import Testing

/// Numbers at the borders of limbs and signs.
let edgeValues: [UInt256] = {
  var values: [UInt256] = [0, 1, 2, 3, 10, 0xff, .max, .max &- 1]
  for bit in [7, 8, 31, 32, 63, 64, 65, 127, 128, 129, 191, 192, 193, 254, 255] {
    let power = UInt256.one << bit
    values += [power, power &- 1, power &+ 1, .max &- power, ~(power &- 1)]
  }
  return values
}()

@Suite("UInt256 against schoolbook arithmetic")
struct UInt256ArithmeticTests {
  /// All pairs of edge values, and seeded random pairs.
  static func forEachPair(seed: UInt64, count: Int, _ body: (UInt256, UInt256) -> Void) {
    for a in edgeValues {
      for b in edgeValues { body(a, b) }
    }
    var random = SplitMix64(seed: seed)
    for _ in 0..<count { body(random.nextUInt256(), random.nextUInt256()) }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func addsSubtractsAndCompares(seed: UInt64) {
    Self.forEachPair(seed: seed, count: 20_000) { a, b in
      let (x, y) = (ReferenceInteger(a), ReferenceInteger(b))
      let sum = x + y
      let (partial, overflow) = a.addingReportingOverflow(b)
      #expect(partial == sum.wrapped && a &+ b == partial, "\(a) + \(b), seed \(seed)")
      #expect(overflow == (sum.bitWidth > 256), "\(a) + \(b), seed \(seed)")
      let (difference, borrow) = a.subtractingReportingOverflow(b)
      #expect(difference &+ b == a && a &- b == difference, "\(a) − \(b), seed \(seed)")
      #expect(borrow == (x < y), "\(a) − \(b), seed \(seed)")
      #expect((a < b) == (x < y) && (a >= b) == !(x < y), "\(a) < \(b), seed \(seed)")
      #expect((a > b) == (y < x) && (a <= b) == !(y < x), "\(a) > \(b), seed \(seed)")
      #expect((a == b) == (x == y), "\(a) == \(b), seed \(seed)")
      if !borrow { #expect(difference == (x - y).wrapped, "\(a) − \(b), seed \(seed)") }
    }
  }

  @Test(arguments: [3, 4] as [UInt64])
  func multiplies(seed: UInt64) {
    Self.forEachPair(seed: seed, count: 20_000) { a, b in
      let product = ReferenceInteger(a) * ReferenceInteger(b)
      let (partial, overflow) = a.multipliedReportingOverflow(by: b)
      #expect(partial == product.wrapped && a &* b == partial, "\(a) · \(b), seed \(seed)")
      #expect(overflow == (product.bitWidth > 256), "\(a) · \(b), seed \(seed)")
    }
  }

  @Test(arguments: [5, 6] as [UInt64])
  func divides(seed: UInt64) {
    Self.forEachPair(seed: seed, count: 10_000) { a, b in
      let expected = ReferenceInteger(a).divided(by: ReferenceInteger(b))
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(quotient == expected.quotient.wrapped, "\(a) / \(b), seed \(seed)")
      #expect(remainder == expected.remainder.wrapped, "\(a) % \(b), seed \(seed)")
    }
  }

  /// Dividends just below and above multiples of the divisor, where the estimate of a quotient
  /// limb is one too great and must be taken back.
  @Test(arguments: [7, 8] as [UInt64])
  func dividesAroundMultiples(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100_000 {
      let divisor = random.nextUInt256()
      let quotient = random.nextUInt256() >> divisor.bitWidth
      guard !divisor.isZero, !quotient.isZero else { continue }
      let product = divisor * quotient
      let (exact, none) = product.quotientAndRemainder(dividingBy: divisor)
      #expect(exact == quotient && none.isZero, "\(product) / \(divisor), seed \(seed)")
      let (below, rest) = (product &- 1).quotientAndRemainder(dividingBy: divisor)
      #expect(
        below == quotient &- 1 && rest == divisor &- 1, "\(product) − 1 / \(divisor), seed \(seed)")
    }
  }

  @Test(arguments: [9, 10] as [UInt64])
  func reducesModularSumsAndProducts(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for round in 0..<15_000 {
      let edge = { (random: inout SplitMix64) in
        edgeValues[Int(random.next() % UInt64(edgeValues.count))]
      }
      let a = round % 4 == 0 ? edge(&random) : random.nextUInt256()
      let b = round % 4 == 1 ? edge(&random) : random.nextUInt256()
      let m = round % 4 == 2 ? edge(&random) : random.nextUInt256()
      let (x, y, z) = (ReferenceInteger(a), ReferenceInteger(b), ReferenceInteger(m))
      #expect(
        a.addMod(b, modulus: m) == (x + y).divided(by: z).remainder.wrapped,
        "(\(a) + \(b)) % \(m), seed \(seed)")
      #expect(
        a.mulMod(b, modulus: m) == (x * y).divided(by: z).remainder.wrapped,
        "(\(a) · \(b)) % \(m), seed \(seed)")
    }
  }

  @Test(arguments: [11] as [UInt64])
  func raisesToPowers(seed: UInt64) {
    Self.forEachPair(seed: seed, count: 500) { base, exponent in
      // From the left, where the subject goes from the right.
      var expected = UInt256.one
      for bit in (0..<256).reversed() {
        expected = expected &* expected
        if !((exponent >> bit) & 1).isZero { expected = expected &* base }
      }
      #expect(base.power(exponent) == expected, "\(base) ^ \(exponent), seed \(seed)")
    }
  }

  @Test func trapsOnOverflow() async {
    await #expect(processExitsWith: .failure) { _ = UInt256.max + .one }
    await #expect(processExitsWith: .failure) { _ = UInt256.zero - .one }
    await #expect(processExitsWith: .failure) { _ = UInt256.max * 2 }
    await #expect(processExitsWith: .failure) { _ = UInt256(Int(-1)) }
  }
}
