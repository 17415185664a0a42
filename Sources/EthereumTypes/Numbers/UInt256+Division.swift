// Division after Knuth (TAOCP 4.3.1, algorithm D) with the 3-by-2 reciprocal of Möller and
// Granlund, "Improved division by invariant integers" (2011). The operands stay in registers:
// divisors above 128 bits are shifted to exactly four limbs, so every step has one shape.

extension UInt256 {
  /// The quotient and the remainder; both are zero when the divisor is zero, as the EVM says.
  @inlinable
  public func quotientAndRemainder(
    dividingBy divisor: UInt256
  ) -> (quotient: UInt256, remainder: UInt256) {
    if (high | divisor.high) == 0, ((low | divisor.low) &>> 64) == 0 {
      let divisor = divisor.truncatedUInt64
      if divisor == 0 { return (.zero, .zero) }
      let (quotient, remainder) = truncatedUInt64.quotientAndRemainder(dividingBy: divisor)
      return (UInt256(quotient), UInt256(remainder))
    }
    return dividedGenerally(by: divisor)
  }

  /// The quotient, rounded down; zero when the divisor is zero.
  @inlinable
  public func dividedBy(_ divisor: UInt256) -> UInt256 {
    quotientAndRemainder(dividingBy: divisor).quotient
  }

  /// The remainder; zero when the divisor is zero.
  @inlinable
  public func remainder(dividingBy divisor: UInt256) -> UInt256 {
    quotientAndRemainder(dividingBy: divisor).remainder
  }

  /// Divides numbers of any size.
  @usableFromInline
  func dividedGenerally(by divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
    if self < divisor { return (.zero, self) }
    if divisor.high != 0 { return WideDivisor(divisor).divide(self) }
    if divisor.low.highLimb != 0 { return DoubleDivisor(divisor.low).divide(self) }
    guard divisor.low != 0 else { return (.zero, .zero) }
    return divided(by: divisor.low.lowLimb)
  }

  /// Divides by one limb that is not zero, with the processor's division: it is quicker than
  /// multiplying by a reciprocal that has to be found first.
  private func divided(by divisor: UInt64) -> (quotient: UInt256, remainder: UInt256) {
    let (q3, r3) = high.highLimb.quotientAndRemainder(dividingBy: divisor)
    let (q2, r2) = high == 0 ? (0, 0) : divisor.dividingFullWidth((r3, high.lowLimb))
    let (q1, r1) = divisor.dividingFullWidth((r2, low.highLimb))
    let (q0, r0) = divisor.dividingFullWidth((r1, low.lowLimb))
    return (UInt256(limbs: q0, q1, q2, q3), UInt256(r0))
  }
}

/// The five limbs of a number shifted left by less than a limb, the least significant first.
struct ShiftedLimbs {
  let t0, t1, t2, t3, t4: UInt64

  /// Shifts by 0 to 63 bits.
  @inline(__always)
  init(_ number: UInt256, by shift: UInt64) {
    let (u0, u1) = (number.low.lowLimb, number.low.highLimb)
    let (u2, u3) = (number.high.lowLimb, number.high.highLimb)
    // The compiler makes one double shift of each line.
    t0 = u0 &<< shift
    t1 = u1 &<< shift | (u0 &>> 1) &>> (shift ^ 63)
    t2 = u2 &<< shift | (u1 &>> 1) &>> (shift ^ 63)
    t3 = u3 &<< shift | (u2 &>> 1) &>> (shift ^ 63)
    t4 = (u3 &>> 1) &>> (shift ^ 63)
  }
}

/// A divisor of two limbs, shifted so that its top bit is set.
struct DoubleDivisor {
  let value: UInt128
  let shift: UInt64
  let reciprocal: UInt64

  /// Prepares a divisor whose high limb is not zero.
  @inline(__always)
  init(_ divisor: UInt128) {
    shift = UInt64(truncatingIfNeeded: divisor.highLimb.leadingZeroBitCount)
    value = divisor &<< UInt128(truncatingIfNeeded: shift)
    reciprocal = DoubleDivisor.reciprocal(of: value)
  }

  /// ⌊(2¹⁹² − 1) / divisor⌋ − 2⁶⁴ (Möller and Granlund, algorithm 6).
  @inline(__always)
  static func reciprocal(of divisor: UInt128) -> UInt64 {
    let d1 = divisor.highLimb
    let d0 = divisor.lowLimb
    // ⌊(2¹²⁸ − 1) / d1⌋ − 2⁶⁴
    var v = d1.dividingFullWidth((~d1, .max)).quotient
    var p = d1 &* v &+ d0
    if p < d0 {
      v &-= 1
      if p >= d1 {
        v &-= 1
        p &-= d1
      }
      p &-= d1
    }
    let t = UInt128.product(v, d0)
    p &+= t.highLimb
    if p < t.highLimb {
      v &-= 1
      if UInt128(high: p, low: t.lowLimb) >= divisor { v &-= 1 }
    }
    return v
  }

  /// Replaces `remainder` · 2⁶⁴ + `limb` by its remainder and returns the quotient.
  ///
  /// `divisor` has its top bit set and is greater than `remainder` (algorithm 4).
  @inline(__always)
  static func divide(
    _ remainder: inout UInt128, _ limb: UInt64, by divisor: UInt128, _ reciprocal: UInt64
  ) -> UInt64 {
    let estimate = UInt128.product(reciprocal, remainder.highLimb) &+ remainder
    var quotient = estimate.highLimb
    let r1 = remainder.lowLimb &- quotient &* divisor.highLimb
    let t = UInt128.product(divisor.lowLimb, quotient)
    var rest = UInt128(high: r1, low: limb) &- t &- divisor
    quotient &+= 1
    if rest.highLimb >= estimate.lowLimb {
      quotient &-= 1
      rest = rest &+ divisor
    }
    if rest >= divisor {
      quotient &+= 1
      rest = rest &- divisor
    }
    remainder = rest
    return quotient
  }

  @inline(__always)
  private func step(_ remainder: inout UInt128, _ limb: UInt64) -> UInt64 {
    DoubleDivisor.divide(&remainder, limb, by: value, reciprocal)
  }

  /// Divides a number.
  @inline(__always)
  func divide(_ number: UInt256) -> (quotient: UInt256, remainder: UInt256) {
    let limbs = ShiftedLimbs(number, by: shift)
    var remainder = UInt128(high: limbs.t2, low: limbs.t1)
    var q2: UInt64 = 0
    var q1: UInt64 = 0
    if number.high != 0 {
      remainder = UInt128(high: limbs.t4, low: limbs.t3)
      q2 = step(&remainder, limbs.t2)
      q1 = step(&remainder, limbs.t1)
    }
    let q0 = step(&remainder, limbs.t0)
    return (
      UInt256(limbs: q0, q1, q2, 0),
      UInt256(low: remainder &>> UInt128(truncatingIfNeeded: shift), high: 0)
    )
  }

  /// The remainder of a 512-bit number.
  @inline(__always)
  func remainder(of number: (high: UInt256, low: UInt256)) -> UInt256 {
    let upper = ShiftedLimbs(number.high, by: shift)
    let lower = ShiftedLimbs(number.low, by: shift)
    var remainder = UInt128(high: upper.t4, low: upper.t3)
    _ = step(&remainder, upper.t2)
    _ = step(&remainder, upper.t1)
    _ = step(&remainder, upper.t0 | lower.t4)
    _ = step(&remainder, lower.t3)
    _ = step(&remainder, lower.t2)
    _ = step(&remainder, lower.t1)
    _ = step(&remainder, lower.t0)
    return UInt256(low: remainder &>> UInt128(truncatingIfNeeded: shift), high: 0)
  }
}

/// A divisor of three or four limbs, shifted so that the top bit of four is set.
struct WideDivisor {
  let value: UInt256
  let reciprocal: UInt64
  /// The number of bits shifted within limbs.
  let shift: UInt64
  /// Whether the shift includes one whole limb besides.
  let hasThreeLimbs: Bool

  /// Prepares a divisor whose high half is not zero.
  @inline(__always)
  init(_ divisor: UInt256) {
    hasThreeLimbs = divisor.high.highLimb == 0
    let top = hasThreeLimbs ? divisor.high.lowLimb : divisor.high.highLimb
    shift = UInt64(truncatingIfNeeded: top.leadingZeroBitCount)
    let limbs = ShiftedLimbs(divisor, by: shift)
    value =
      hasThreeLimbs
      ? UInt256(limbs: 0, limbs.t0, limbs.t1, limbs.t2)
      : UInt256(limbs: limbs.t0, limbs.t1, limbs.t2, limbs.t3)
    reciprocal = DoubleDivisor.reciprocal(of: value.high)
  }

  /// Replaces `remainder` · 2⁶⁴ + `limb` by its remainder and returns the quotient.
  ///
  /// `remainder` is less than the divisor.
  @inline(__always)
  private func step(_ remainder: inout UInt256, _ limb: UInt64) -> UInt64 {
    var quotient = UInt64.max
    var top = remainder.high
    var topCarry = false
    if top == value.high {
      // The 3-by-2 quotient would be 2⁶⁴: take 2⁶⁴ − 1, whose rest is divisor + next limb.
      (top, topCarry) = top.addingReportingOverflow(UInt128(remainder.low.highLimb))
    } else {
      quotient = DoubleDivisor.divide(&top, remainder.low.highLimb, by: value.high, reciprocal)
    }
    let p0 = UInt128.product(quotient, value.low.lowLimb)
    let p1 = UInt128.product(quotient, value.low.highLimb) &+ UInt128(p0.highLimb)
    let product = UInt128(high: p1.lowLimb, low: p0.lowLimb)
    let (low, lowBorrow) = UInt128(high: remainder.low.lowLimb, low: limb)
      .subtractingReportingOverflow(product)
    // The subtrahend is below 2⁶⁴ + 1: one addition cannot wrap.
    let (high, borrow) = top.subtractingReportingOverflow(
      UInt128(p1.highLimb) &+ (lowBorrow ? 1 : 0))
    remainder = UInt256(low: low, high: high)
    if borrow, !topCarry {
      quotient &-= 1
      remainder = remainder &+ value
    }
    return quotient
  }

  /// Shifts a remainder back.
  @inline(__always)
  private func unshifted(_ remainder: UInt256) -> UInt256 {
    let bits = UInt128(truncatingIfNeeded: shift)
    let inverse = UInt128(truncatingIfNeeded: shift ^ 127)
    let rest = UInt256(
      low: remainder.low &>> bits | (remainder.high &<< 1) &<< inverse,
      high: remainder.high &>> bits)
    return hasThreeLimbs
      ? UInt256(
        low: UInt128(high: rest.high.lowLimb, low: rest.low.highLimb),
        high: rest.high &>> 64) : rest
  }

  /// Divides a number.
  @inline(__always)
  func divide(_ number: UInt256) -> (quotient: UInt256, remainder: UInt256) {
    let limbs = ShiftedLimbs(number, by: shift)
    var remainder = UInt256(limbs: limbs.t1, limbs.t2, limbs.t3, limbs.t4)
    var quotient = UInt128(step(&remainder, limbs.t0))
    if hasThreeLimbs { quotient = quotient &<< 64 | UInt128(step(&remainder, 0)) }
    return (UInt256(low: quotient, high: 0), unshifted(remainder))
  }

  /// The remainder of a 512-bit number.
  @inline(__always)
  func remainder(of number: (high: UInt256, low: UInt256)) -> UInt256 {
    let upper = ShiftedLimbs(number.high, by: shift)
    let lower = ShiftedLimbs(number.low, by: shift)
    // Nine limbs; with a divisor of three, a tenth of zero comes last.
    var remainder = UInt256(limbs: upper.t0 | lower.t4, upper.t1, upper.t2, upper.t3)
    if upper.t4 != 0 || remainder >= value {
      remainder = UInt256(limbs: upper.t1, upper.t2, upper.t3, upper.t4)
      _ = step(&remainder, upper.t0 | lower.t4)
    }
    _ = step(&remainder, lower.t3)
    _ = step(&remainder, lower.t2)
    _ = step(&remainder, lower.t1)
    _ = step(&remainder, lower.t0)
    if hasThreeLimbs { _ = step(&remainder, 0) }
    return unshifted(remainder)
  }
}
