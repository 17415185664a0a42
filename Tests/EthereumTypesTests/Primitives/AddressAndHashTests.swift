import EthereumTypes
import TestSupport
import Testing

@Suite("Addresses, hashes and hexadecimal text")
struct AddressAndHashTests {
  static let addressText = "0x00112233445566778899aabbccddeeff01234567"

  @Test func convertsAddresses() throws {
    let address = try #require(Address(hex: Self.addressText))
    #expect(address.high == 0x0011_2233_4455_6677 && address.low == 0x0123_4567)
    #expect(address.middle == 0x8899_aabb_ccdd_eeff)
    #expect(address.description == Self.addressText)
    #expect(Address(bytes: address.bytes) == address)
    #expect(Address(word: address.word) == address)
    #expect(address.word.hex == "0x" + Self.addressText.dropFirst(4))
    #expect(Address(word: address.word | UInt256.max << 160) == address)
    #expect(
      address.bytes.withUnsafeBytes { $0.baseAddress.map { Address(bigEndian: $0) } } == address)
  }

  @Test(
    arguments: [
      "", "0x", "0x00", String(Self.addressText.dropLast()), Self.addressText + "0",
      "00" + Self.addressText.dropFirst(2),
    ])
  func refusesOtherAddresses(text: String) {
    #expect(Address(hex: text) == nil)
  }

  @Test func refusesWrongLengths() {
    #expect(Address(bytes: [UInt8](repeating: 1, count: 19)) == nil)
    #expect(Address(bytes: [UInt8](repeating: 1, count: 21)) == nil)
    #expect(Hash32(bytes: [UInt8](repeating: 1, count: 31)) == nil)
    #expect(Hash32(bytes: [UInt8](repeating: 1, count: 33)) == nil)
    #expect(Hash32(hex: "0x" + String(repeating: "0", count: 63)) == nil)
  }

  @Test(arguments: [41] as [UInt64])
  func ordersByBytes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let (a, b) = (random.nextUInt256(), random.nextUInt256())
      let (x, y) = (Address(word: a), Address(word: b))
      #expect((x < y) == x.bytes.lexicographicallyPrecedes(y.bytes), "seed \(seed)")
      let (h, k) = (Hash32(word: a), Hash32(word: b))
      #expect((h < k) == h.bytes.lexicographicallyPrecedes(k.bytes), "seed \(seed)")
      #expect(Hash32(hex: h.description) == h && Hash32(bytes: h.bytes) == h)
      #expect(Address(hex: x.description) == x)
    }
  }

  /// The low bits index tables: they must differ for keys that differ in one bit anywhere.
  @Test func mixesEveryBitIntoTableIndices() {
    var addressWords: Set<UInt64> = []
    for bit in 0..<160 {
      addressWords.insert(Address(word: UInt256.one << bit).hashWord() & 0xffff_ffff)
    }
    #expect(addressWords.count == 160)
    var slotWords: Set<UInt64> = []
    for salt in 0..<16 as Range<UInt64> {
      for bit in 0..<256 {
        slotWords.insert((UInt256.one << bit).hashWord(salt: salt) & 0xffff_ffff)
      }
    }
    #expect(slotWords.count == 16 * 256)
  }

  /// Small consecutive keys, the commonest, spread like random ones over a table.
  @Test func spreadsConsecutiveKeys() {
    var used = [Bool](repeating: false, count: 4096)
    for slot in 0..<4096 { used[Int(UInt256(slot).hashWord(salt: 7) & 4095)] = true }
    // A random function leaves 1/e unused: 63 % of the cells are hit.
    #expect((2400...2780).contains(used.count { $0 }))
  }

  @Test func convertsHexText() {
    #expect([UInt8](hex: "0x") == [])
    #expect([UInt8](hex: "0x00fFa9") == [0, 255, 0xa9])
    #expect([UInt8](hex: "0x0") == nil)
    #expect([UInt8](hex: "00") == nil)
    #expect([UInt8](hex: "0x0g") == nil)
    #expect([UInt8](hex: "0xg0") == nil)
    #expect([0, 255, 0xa9].hex == "0x00ffa9")
    #expect([UInt8]().hex == "0x")
    let all = [UInt8](0...255)
    #expect([UInt8](hex: all.hex) == all)
    #expect([UInt8](hex: "0x" + all.hex.dropFirst(2).uppercased()) == all)
  }
}
