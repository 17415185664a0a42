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

  /// Divides by one limb that is not zero.
  private func divided(by divisor: UInt64) -> (quotient: UInt256, remainder: UInt256) {
    if high == 0 {
      let (q1, r1) = low.highLimb.quotientAndRemainder(dividingBy: divisor)
      let (q0, r0) = divisor.dividingFullWidth((r1, low.lowLimb))
      return (UInt256(low: UInt128(high: q1, low: q0), high: 0), UInt256(r0))
    }
    let shift = divisor.leadingZeroBitCount
    let normalized = divisor &<< UInt64(truncatingIfNeeded: shift)
    let reciprocal = normalized.reciprocal
    let shifted = self << shift
    var remainder = (self >> (256 &- shift)).truncatedUInt64
    let q3 = normalized.divide(&remainder, shifted.high.highLimb, reciprocal)
    let q2 = normalized.divide(&remainder, shifted.high.lowLimb, reciprocal)
    let q1 = normalized.divide(&remainder, shifted.low.highLimb, reciprocal)
    let q0 = normalized.divide(&remainder, shifted.low.lowLimb, reciprocal)
    return (
      UInt256(limbs: q0, q1, q2, q3), UInt256(remainder &>> UInt64(truncatingIfNeeded: shift))
    )
  }
}

extension UInt64 {
  /// ⌊(2¹²⁸ − 1) / self⌋ − 2⁶⁴ of a number whose top bit is set.
  @inline(__always)
  var reciprocal: UInt64 { dividingFullWidth((~self, .max)).quotient }

  /// Replaces `remainder` · 2⁶⁴ + `limb` by its remainder and returns the quotient.
  ///
  /// `self` has its top bit set and is greater than `remainder`.
  @inline(__always)
  func divide(_ remainder: inout UInt64, _ limb: UInt64, _ reciprocal: UInt64) -> UInt64 {
    let estimate = UInt128.product(reciprocal, remainder) &+ UInt128(high: remainder, low: limb)
    var quotient = estimate.highLimb &+ 1
    var rest = limb &- quotient &* self
    if rest > estimate.lowLimb {
      quotient &-= 1
      rest &+= self
    }
    if rest >= self {
      quotient &+= 1
      rest &-= self
    }
    remainder = rest
    return quotient
  }
}

/// A divisor of two limbs, shifted so that its top bit is set.
struct DoubleDivisor {
  let value: UInt128
  let shift: Int
  let reciprocal: UInt64

  /// Prepares a divisor whose high limb is not zero.
  @inline(__always)
  init(_ divisor: UInt128) {
    shift = divisor.leadingZeroBitCount
    value = divisor &<< UInt128(truncatingIfNeeded: shift)
    reciprocal = DoubleDivisor.reciprocal(of: value)
  }

  /// ⌊(2¹⁹² − 1) / divisor⌋ − 2⁶⁴ (Möller and Granlund, algorithm 6).
  @inline(__always)
  static func reciprocal(of divisor: UInt128) -> UInt64 {
    let d1 = divisor.highLimb
    let d0 = divisor.lowLimb
    var v = d1.reciprocal
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
    let shifted = number << shift
    var remainder: UInt128
    var q2: UInt64 = 0
    var q1: UInt64 = 0
    if number.high == 0 {
      remainder = UInt128(high: shifted.high.lowLimb, low: shifted.low.highLimb)
    } else {
      let overflow = (number >> (256 &- shift)).truncatedUInt64
      remainder = UInt128(high: overflow, low: shifted.high.highLimb)
      q2 = step(&remainder, shifted.high.lowLimb)
      q1 = step(&remainder, shifted.low.highLimb)
    }
    let q0 = step(&remainder, shifted.low.lowLimb)
    return (
      UInt256(limbs: q0, q1, q2, 0),
      UInt256(low: remainder &>> UInt128(truncatingIfNeeded: shift), high: 0)
    )
  }
}

/// A divisor above 128 bits, shifted so that its top bit is set.
struct WideDivisor {
  let value: UInt256
  let shift: Int
  let reciprocal: UInt64

  /// Prepares a divisor whose high half is not zero.
  @inline(__always)
  init(_ divisor: UInt256) {
    shift = divisor.high.leadingZeroBitCount
    value = divisor << shift
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

  /// Divides a number.
  @inline(__always)
  func divide(_ number: UInt256) -> (quotient: UInt256, remainder: UInt256) {
    let shifted = number << shift
    let overflow = (number >> (256 &- shift)).low
    var q1: UInt64 = 0
    var remainder: UInt256
    if shift < 64 {
      remainder = UInt256(
        limbs: shifted.low.highLimb, shifted.high.lowLimb, shifted.high.highLimb,
        overflow.lowLimb)
    } else {
      remainder = UInt256(low: shifted.high, high: overflow)
      q1 = step(&remainder, shifted.low.highLimb)
    }
    let q0 = step(&remainder, shifted.low.lowLimb)
    return (UInt256(low: UInt128(high: q1, low: q0), high: 0), remainder >> shift)
  }

  /// The remainder of a 512-bit number.
  @inline(__always)
  func remainder(of number: (high: UInt256, low: UInt256)) -> UInt256 {
    let t0 = number.low << shift
    let t1 = (number.high << shift) | (number.low >> (256 &- shift))
    var remainder: UInt256
    if t1 < value, (number.high >> (256 &- shift)).isZero {
      remainder = t1
    } else {
      let t2 = (number.high >> (256 &- shift)).low
      if shift < 64 {
        remainder = UInt256(
          limbs: t1.low.highLimb, t1.high.lowLimb, t1.high.highLimb, t2.lowLimb)
      } else {
        remainder = UInt256(low: t1.high, high: t2)
        _ = step(&remainder, t1.low.highLimb)
      }
      _ = step(&remainder, t1.low.lowLimb)
    }
    _ = step(&remainder, t0.high.highLimb)
    _ = step(&remainder, t0.high.lowLimb)
    _ = step(&remainder, t0.low.highLimb)
    _ = step(&remainder, t0.low.lowLimb)
    return remainder >> shift
  }
}
