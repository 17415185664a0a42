import EthereumTypes
import TestSupport

/// A slow unsigned integer of any size in 32-bit limbs: the schoolbook, independent of what it
/// checks (no wide words, division by shifting and subtracting).
struct ReferenceInteger: Equatable {
  /// The limbs, the least significant first, without zeros at the end.
  private(set) var limbs: [UInt32]

  init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt256) {
    let bytes = value.bigEndianBytes
    self.init(
      limbs: stride(from: 28, through: 0, by: -4).map { start in
        bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
      })
  }

  /// The number modulo 2²⁵⁶.
  var wrapped: UInt256 {
    var value = UInt256.zero
    for index in (0..<8).reversed() {
      let limb = index < limbs.count ? limbs[index] : 0
      for byte in [limb >> 24, limb >> 16, limb >> 8, limb] {
        value = UInt256(
          low: value.low << 8 | UInt128(byte & 0xff), high: value.high << 8 | value.low >> 120)
      }
    }
    return value
  }

  var bitWidth: Int {
    guard let last = limbs.last else { return 0 }
    return limbs.count * 32 - last.leadingZeroBitCount
  }

  func bit(_ index: Int) -> UInt32 {
    index / 32 < limbs.count ? limbs[index / 32] >> UInt32(index % 32) & 1 : 0
  }

  static func + (lhs: Self, rhs: Self) -> Self {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0...max(lhs.limbs.count, rhs.limbs.count) {
      carry += UInt64(index < lhs.limbs.count ? lhs.limbs[index] : 0)
      carry += UInt64(index < rhs.limbs.count ? rhs.limbs[index] : 0)
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return Self(limbs: sum)
  }

  /// The difference of numbers of which the first is not smaller.
  static func - (lhs: Self, rhs: Self) -> Self {
    var difference: [UInt32] = []
    var borrow: Int64 = 0
    for index in 0..<lhs.limbs.count {
      borrow += Int64(lhs.limbs[index])
      borrow -= Int64(index < rhs.limbs.count ? rhs.limbs[index] : 0)
      difference.append(UInt32(truncatingIfNeeded: borrow))
      borrow >>= 32
    }
    return Self(limbs: difference)
  }

  static func * (lhs: Self, rhs: Self) -> Self {
    var product = [UInt32](repeating: 0, count: lhs.limbs.count + rhs.limbs.count)
    for (i, a) in lhs.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in rhs.limbs.enumerated() {
        carry += UInt64(a) * UInt64(b) + UInt64(product[i + j])
        product[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[i + rhs.limbs.count] = UInt32(truncatingIfNeeded: carry)
    }
    return Self(limbs: product)
  }

  static func < (lhs: Self, rhs: Self) -> Bool {
    if lhs.limbs.count != rhs.limbs.count { return lhs.limbs.count < rhs.limbs.count }
    for (a, b) in zip(lhs.limbs.reversed(), rhs.limbs.reversed()) where a != b { return a < b }
    return false
  }

  /// The quotient and remainder, bit by bit; both zero for a zero divisor.
  func divided(by divisor: Self) -> (quotient: Self, remainder: Self) {
    if divisor.limbs.isEmpty { return (divisor, divisor) }
    var quotient = [UInt32](repeating: 0, count: limbs.count)
    var remainder = Self(limbs: [])
    for index in (0..<bitWidth).reversed() {
      remainder = remainder + remainder + Self(limbs: [bit(index)])
      if !(remainder < divisor) {
        remainder = remainder - divisor
        quotient[index / 32] |= 1 << UInt32(index % 32)
      }
    }
    return (Self(limbs: quotient), remainder)
  }
}

extension SplitMix64 {
  /// A number of random width whose limbs are often all zeros, all ones or a single bit: the
  /// values at which carries and quotient estimates go wrong.
  mutating func nextUInt256() -> UInt256 {
    func limb(_ random: inout SplitMix64) -> UInt128 {
      switch random.next() % 8 {
      case 0: 0
      case 1: UInt128(UInt64.max)
      case 2: UInt128(1) << UInt128(random.next() % 64)
      case 3: UInt128(UInt64.max - random.next() % 4)
      case 4: UInt128(UInt64(1) << 63 &+ random.next() % 4)
      default: UInt128(random.next())
      }
    }
    let value = UInt256(
      low: limb(&self) << 64 | limb(&self), high: limb(&self) << 64 | limb(&self))
    return next() % 3 == 0 ? value : value >> Int(next() % 257)
  }
}
