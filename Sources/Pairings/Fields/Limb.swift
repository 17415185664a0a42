/// Steps of arithmetic on numbers of several 64-bit words.
///
/// The forms are chosen for what the compiler makes of them: chains of add-with-carry and
/// subtract-with-borrow, without branches.
enum Limb {
  /// The low word of `a + b + carry`; the high word becomes the carry.
  @inline(__always)
  static func add(_ a: UInt64, _ b: UInt64, _ carry: inout UInt64) -> UInt64 {
    let (partial, first) = a.addingReportingOverflow(b)
    let (sum, second) = partial.addingReportingOverflow(carry)
    carry = word(first) | word(second)
    return sum
  }

  /// `a - b - borrow` modulo 2⁶⁴; the borrow becomes 1 where that is negative, else 0.
  @inline(__always)
  static func subtract(_ a: UInt64, _ b: UInt64, _ borrow: inout UInt64) -> UInt64 {
    let (partial, first) = a.subtractingReportingOverflow(b)
    let (difference, second) = partial.subtractingReportingOverflow(borrow)
    borrow = word(first) | word(second)
    return difference
  }

  /// The low word of `accumulator + a * b + carry`; the high word becomes the carry.
  @inline(__always)
  static func multiplyAdd(
    _ accumulator: UInt64, _ a: UInt64, _ b: UInt64, _ carry: inout UInt64
  ) -> UInt64 {
    let sum = UInt128(a) &* UInt128(b) &+ UInt128(accumulator) &+ UInt128(carry)
    carry = UInt64(truncatingIfNeeded: sum &>> 64)
    return UInt64(truncatingIfNeeded: sum)
  }

  /// 1 for true. A conditional expression would become a branch that nothing predicts.
  @inline(__always)
  private static func word(_ flag: Bool) -> UInt64 {
    UInt64(unsafeBitCast(flag, to: UInt8.self))
  }
}
