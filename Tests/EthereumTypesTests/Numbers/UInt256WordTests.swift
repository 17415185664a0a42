import EthereumTypes
import TestSupport
import Testing

@Suite("UInt256 as the EVM's word")
struct UInt256WordTests {
  static let minusOne = UInt256.max
  static let least = UInt256.one << 255

  @Test(arguments: [21] as [UInt64])
  func shiftsLikeMultiplicationAndDivision(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let value = random.nextUInt256()
      for count in 0...257 {
        let power = count < 256 ? ReferenceInteger(UInt256.one << count) : nil
        let left = power.map { (ReferenceInteger(value) * $0).wrapped } ?? .zero
        #expect(value << count == left, "\(value) << \(count), seed \(seed)")
        #expect(value.shiftedLeft(by: UInt256(count)) == left)
        // x >> n is x << (256 − n) in the upper half of 512 bits.
        var right = UInt256.zero
        for bit in count..<max(count, 256) where ReferenceInteger(value).bit(bit) == 1 {
          right = right | UInt256.one << (bit - count)
        }
        #expect(value >> count == right, "\(value) >> \(count), seed \(seed)")
        #expect(value.shiftedRight(by: UInt256(count)) == right)
        let fill = value.isNegative ? ~(UInt256.max >> min(count, 256)) : .zero
        #expect(value.arithmeticShiftedRight(by: UInt256(count)) == right | fill)
      }
    }
  }

  @Test(arguments: [UInt256.one << 64, UInt256.one << 128, UInt256.max])
  func shiftsOutByHugeCounts(count: UInt256) {
    #expect(UInt256.max.shiftedLeft(by: count) == 0)
    #expect(UInt256.max.shiftedRight(by: count) == 0)
    #expect(Self.minusOne.arithmeticShiftedRight(by: count) == Self.minusOne)
    #expect((UInt256.max >> 1).arithmeticShiftedRight(by: count) == 0)
  }

  @Test func dividesSigned() {
    let five: UInt256 = 5
    let two: UInt256 = 2
    #expect(five.negated.signedDividedBy(two) == two.negated)
    #expect(five.signedDividedBy(two.negated) == two.negated)
    #expect(five.negated.signedDividedBy(two.negated) == two)
    #expect(five.negated.signedRemainder(dividingBy: two) == Self.minusOne)
    #expect(five.signedRemainder(dividingBy: two.negated) == 1)
    #expect(five.signedDividedBy(0) == 0)
    #expect(five.negated.signedRemainder(dividingBy: 0) == 0)
    #expect(Self.least.signedDividedBy(Self.minusOne) == Self.least)
    #expect(Self.least.signedRemainder(dividingBy: Self.minusOne) == 0)
  }

  @Test func comparesSigned() {
    let ascending: [UInt256] = [
      Self.least, Self.least &+ 1, .max &- (UInt256.one << 128), Self.minusOne, 0, 1,
      UInt256.one << 128, Self.least &- 1,
    ]
    for (i, a) in ascending.enumerated() {
      for (j, b) in ascending.enumerated() {
        #expect(a.isLessSigned(than: b) == (i < j), "\(a.hex) < \(b.hex)")
      }
    }
  }

  @Test func extendsSigns() throws {
    #expect(UInt256(0x7f).signExtended(fromByte: 0) == 0x7f)
    #expect(UInt256(0x80).signExtended(fromByte: 0) == .max &- 0x7f)
    #expect(UInt256(0x12_3480).signExtended(fromByte: 0) == .max &- 0x7f)
    #expect(UInt256(0x80ff).signExtended(fromByte: 1) == .max &- 0x7f00)
    #expect((UInt256.one << 247).signExtended(fromByte: 30) == ~((UInt256.one << 247) &- 1))
    #expect(Self.least.signExtended(fromByte: 31) == Self.least)
    #expect(UInt256(0x80).signExtended(fromByte: .one << 64) == 0x80)
  }

  @Test func picksBytes() {
    var random = SplitMix64(seed: 22)
    let value = random.nextUInt256()
    for (index, byte) in value.bigEndianBytes.enumerated() {
      #expect(value.byte(at: UInt256(index)) == UInt256(UInt64(byte)))
    }
    #expect(UInt256.max.byte(at: 32) == 0)
    #expect(UInt256.max.byte(at: .one << 64) == 0)
  }

  @Test func combinesBits() {
    let a = UInt256(low: 0b1100, high: 0b1010)
    let b = UInt256(low: 0b1010, high: 0b0110)
    #expect(a & b == UInt256(low: 0b1000, high: 0b0010))
    #expect(a | b == UInt256(low: 0b1110, high: 0b1110))
    #expect(a ^ b == UInt256(low: 0b0110, high: 0b1100))
    #expect(~a == UInt256(low: ~0b1100, high: ~0b1010))
  }

  @Test func measuresWidths() {
    #expect(UInt256.zero.bitWidth == 0 && UInt256.zero.leadingZeroBitCount == 256)
    for bit in 0..<256 {
      let power = UInt256.one << bit
      #expect(power.bitWidth == bit + 1 && power.leadingZeroBitCount == 255 - bit)
      #expect(power.byteWidth == bit / 8 + 1)
      #expect(power.uint64 == (bit < 64 ? 1 << UInt64(bit) : nil))
      #expect(power.clampedUInt64 == (bit < 64 ? 1 << UInt64(bit) : .max))
    }
  }
}
