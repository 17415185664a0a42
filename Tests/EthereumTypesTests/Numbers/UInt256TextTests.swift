import EthereumTypes
import TestSupport
import Testing

@Suite("UInt256 as bytes and text")
struct UInt256TextTests {
  static let ascending = [UInt8](1...32)

  @Test func convertsBytes() throws {
    let value = try #require(UInt256(bigEndianBytes: Self.ascending))
    #expect(value.high == 0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10)
    #expect(value.low == 0x1112_1314_1516_1718_191a_1b1c_1d1e_1f20)
    #expect(value.bigEndianBytes == Self.ascending)
    #expect(value.minimalBytes == Self.ascending)
    #expect(
      Self.ascending.withUnsafeBytes { $0.baseAddress.map { UInt256(bigEndian: $0) } } == value)
    #expect(UInt256(bigEndianBytes: Self.ascending + [0]) == nil)
    #expect(UInt256(bigEndianBytes: []) == 0)
    #expect(UInt256(bigEndianBytes: [1, 0]) == 256)
    #expect(UInt256.zero.minimalBytes == [])
    #expect(UInt256(256).minimalBytes == [1, 0])
  }

  @Test(
    arguments: [
      ("0x0", 0), ("0x00", 0), ("0x1f", 31), ("0x1F", 31), ("0xdeadBEEF", 0xdead_beef),
    ] as [(String, UInt64)])
  func parsesHex(text: String, value: UInt64) {
    #expect(UInt256(hex: text) == UInt256(value))
  }

  @Test func parsesSixtyFourDigits() {
    #expect(UInt256(hex: "0x" + String(repeating: "f", count: 64)) == .max)
    #expect(UInt256(hex: "0x" + String(repeating: "0", count: 63) + "7") == 7)
  }

  @Test(
    arguments: [
      "", "0", "0x", "1f", "0x-1", "0xg", "0x 1", "0X1", "é",
      "0x" + String(repeating: "0", count: 65),
    ])
  func refusesOtherText(text: String) {
    #expect(UInt256(hex: text) == nil)
  }

  @Test func writesHex() {
    #expect(UInt256.zero.hex == "0x0")
    #expect(UInt256(0x1f).hex == "0x1f")
    #expect((UInt256.one << 128).hex == "0x1" + String(repeating: "0", count: 32))
    #expect(UInt256.max.hex == "0x" + String(repeating: "f", count: 64))
  }

  @Test func writesDecimal() {
    #expect("\(UInt256.zero)" == "0")
    #expect("\(UInt256(UInt64.max))" == "18446744073709551615")
    #expect("\(UInt256(10_000_000_000_000_000_000 as UInt64))" == "10000000000000000000")
    #expect(
      "\(UInt256.max)"
        == "115792089237316195423570985008687907853269984665640564039457584007913129639935")
  }

  @Test(arguments: [31] as [UInt64])
  func roundTrips(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let value = random.nextUInt256()
      #expect(UInt256(hex: value.hex) == value, "seed \(seed)")
      #expect(UInt256(bigEndianBytes: value.bigEndianBytes) == value, "seed \(seed)")
      #expect(UInt256(bigEndianBytes: value.minimalBytes) == value, "seed \(seed)")
      #expect(value.minimalBytes.first != 0 && value.minimalBytes.count == value.byteWidth)
      // The decimal digits, taken one by one by the reference.
      var digits = ""
      var rest = ReferenceInteger(value)
      let ten = ReferenceInteger(10)
      repeat {
        let (quotient, digit) = rest.divided(by: ten)
        digits = "\(digit.limbs.first ?? 0)" + digits
        rest = quotient
      } while !rest.limbs.isEmpty
      #expect(value.description == digits, "seed \(seed)")
    }
  }
}
