// Addition, subtraction and multiplication: wrapping, reporting and trapping.

extension UInt256 {
  /// The sum modulo 2²⁵⁶, and whether it wrapped.
  @inlinable @inline(__always)
  public func addingReportingOverflow(
    _ other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let (low, carry) = self.low.addingReportingOverflow(other.low)
    let (sum, overflow) = self.high.addingReportingOverflow(other.high)
    let (high, carryOut) = sum.addingReportingOverflow(carry ? 1 : 0)
    return (UInt256(low: low, high: high), overflow != carryOut)
  }

  /// The difference modulo 2²⁵⁶, and whether it wrapped.
  @inlinable @inline(__always)
  public func subtractingReportingOverflow(
    _ other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let (low, borrow) = self.low.subtractingReportingOverflow(other.low)
    let (difference, overflow) = self.high.subtractingReportingOverflow(other.high)
    let (high, borrowOut) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
    return (UInt256(low: low, high: high), overflow != borrowOut)
  }

  /// The product modulo 2²⁵⁶, and whether the exact product is greater.
  @inlinable
  public func multipliedReportingOverflow(
    by other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let product = multipliedFullWidth(by: other)
    return (product.low, !product.high.isZero)
  }

  /// The sum modulo 2²⁵⁶.
  @inlinable @inline(__always)
  public static func &+ (lhs: UInt256, rhs: UInt256) -> UInt256 {
    let (low, carry) = lhs.low.addingReportingOverflow(rhs.low)
    return UInt256(low: low, high: lhs.high &+ rhs.high &+ (carry ? 1 : 0))
  }

  /// The difference modulo 2²⁵⁶.
  @inlinable @inline(__always)
  public static func &- (lhs: UInt256, rhs: UInt256) -> UInt256 {
    let (low, borrow) = lhs.low.subtractingReportingOverflow(rhs.low)
    return UInt256(low: low, high: lhs.high &- rhs.high &- (borrow ? 1 : 0))
  }

  /// The product modulo 2²⁵⁶.
  @inlinable @inline(__always)
  public static func &* (lhs: UInt256, rhs: UInt256) -> UInt256 {
    let (a0, a1) = (lhs.low.lowLimb, lhs.low.highLimb)
    let (a2, a3) = (lhs.high.lowLimb, lhs.high.highLimb)
    let (b0, b1) = (rhs.low.lowLimb, rhs.low.highLimb)
    let (b2, b3) = (rhs.high.lowLimb, rhs.high.highLimb)
    // Row by row: a product of limbs plus two limbs never wraps 128 bits. A tenth faster than
    // multiplying halves.
    let p00 = UInt128.product(a0, b0)
    let p10 = UInt128.product(a1, b0) &+ UInt128(high: 0, low: p00.highLimb)
    let p20 = UInt128.product(a2, b0) &+ UInt128(high: 0, low: p10.highLimb)
    let p01 = UInt128.product(a0, b1) &+ UInt128(high: 0, low: p10.lowLimb)
    let p11 =
      UInt128.product(a1, b1) &+ UInt128(high: 0, low: p20.lowLimb)
      &+ UInt128(high: 0, low: p01.highLimb)
    let p02 = UInt128.product(a0, b2) &+ UInt128(high: 0, low: p11.lowLimb)
    let top0 = a3 &* b0 &+ p20.highLimb
    let top1 = top0 &+ a2 &* b1 &+ p11.highLimb
    let top2 = top1 &+ a1 &* b2 &+ p02.highLimb
    return UInt256(limbs: p00.lowLimb, p01.lowLimb, p02.lowLimb, top2 &+ a0 &* b3)
  }

  /// The sum; traps when it does not fit.
  @inlinable
  public static func + (lhs: UInt256, rhs: UInt256) -> UInt256 {
    let (sum, overflow) = lhs.addingReportingOverflow(rhs)
    precondition(!overflow, "UInt256 addition overflows")
    return sum
  }

  /// The difference; traps when it is negative.
  @inlinable
  public static func - (lhs: UInt256, rhs: UInt256) -> UInt256 {
    let (difference, overflow) = lhs.subtractingReportingOverflow(rhs)
    precondition(!overflow, "UInt256 subtraction overflows")
    return difference
  }

  /// The product; traps when it does not fit.
  @inlinable
  public static func * (lhs: UInt256, rhs: UInt256) -> UInt256 {
    let (product, overflow) = lhs.multipliedReportingOverflow(by: rhs)
    precondition(!overflow, "UInt256 multiplication overflows")
    return product
  }

  /// Adds in place; traps when the sum does not fit.
  @inlinable public static func += (lhs: inout UInt256, rhs: UInt256) { lhs = lhs + rhs }
  /// Subtracts in place; traps when the difference is negative.
  @inlinable public static func -= (lhs: inout UInt256, rhs: UInt256) { lhs = lhs - rhs }

  /// The two's complement negation.
  @inlinable public var negated: UInt256 { .zero &- self }

  /// The absolute value in two's complement; −2²⁵⁵ stays itself.
  @inlinable public var magnitude: UInt256 { isNegative ? negated : self }

  /// The exact 512-bit product.
  @inlinable
  func multipliedFullWidth(by other: UInt256) -> (high: UInt256, low: UInt256) {
    let lowProduct = UInt256.fullProduct(low, other.low)
    let highProduct = UInt256.fullProduct(high, other.high)
    let crossA = UInt256.fullProduct(low, other.high)
    let crossB = UInt256.fullProduct(high, other.low)
    let (cross, crossCarry) = crossA.addingReportingOverflow(crossB)
    let (middle, carry) = lowProduct.high.addingReportingOverflow(cross.low)
    let upper = UInt256(low: cross.high, high: crossCarry ? 1 : 0) &+ (carry ? .one : .zero)
    return (highProduct &+ upper, UInt256(low: lowProduct.low, high: middle))
  }

  /// The exact product of two 128-bit numbers.
  @inlinable @inline(__always)
  static func fullProduct(_ a: UInt128, _ b: UInt128) -> UInt256 {
    let p00 = UInt128.product(a.lowLimb, b.lowLimb)
    let p01 = UInt128.product(a.lowLimb, b.highLimb)
    let p10 = UInt128.product(a.highLimb, b.lowLimb)
    let p11 = UInt128.product(a.highLimb, b.highLimb)
    let mask = UInt128(UInt64.max)
    // At most three 64-bit terms each: neither sum wraps.
    let middle = (p00 &>> 64) &+ (p01 & mask) &+ (p10 & mask)
    return UInt256(
      low: middle &<< 64 | (p00 & mask),
      high: p11 &+ (p01 &>> 64) &+ (p10 &>> 64) &+ (middle &>> 64))
  }
}
