import EthereumTypes
import Testing

/// The reads of usual forms, which load whole words around an item, against a reader byte by byte.
@Suite("RLP: usual forms")
struct RLPUsualFormTests {
  /// The payload of a number, or of a string of `exactly` so many bytes, at the start of `bytes`;
  /// nil where the encoding is not canonical or another.
  private static func payload(
    of bytes: ArraySlice<UInt8>, atMost limit: Int = 32, exactly count: Int? = nil
  ) -> ArraySlice<UInt8>? {
    guard let prefix = bytes.first else { return nil }
    var payload = bytes.prefix(1)
    if prefix >= 0x80 {
      guard prefix <= 0x80 + 55 else { return nil }
      payload = bytes.dropFirst().prefix(Int(prefix) - 0x80)
      guard payload.count == Int(prefix) - 0x80 else { return nil }
      if payload.count == 1, payload.allSatisfy({ $0 < 0x80 }) { return nil }
    }
    if let count { return payload.count == count ? payload : nil }
    return payload.count <= limit && payload.first != 0 ? payload : nil
  }

  /// Reads one item behind `lead` others and compares it and what is left with `expected`.
  private func check<Value: Equatable>(
    _ item: [UInt8], behind lead: Int, _ expected: Value?, length: Int?,
    _ read: (inout RLPDecoder) throws(RLPError) -> Value
  ) throws {
    // Nothing follows, so that a read beyond the end would leave the array.
    var decoder = RLPDecoder([UInt8](repeating: 1, count: lead) + item)
    for _ in 0..<lead { _ = try decoder.readUInt64() }
    var found: Value?
    do throws(RLPError) { found = try read(&decoder) } catch { #expect(error.offset == lead) }
    #expect(found == expected, "\(item.hex) behind \(lead)")
    #expect(decoder.offset == lead + (found == nil ? 0 : length ?? -1))
  }

  @Test("Numbers, addresses and hashes of every prefix and length are read as byte by byte")
  func everyPrefix() throws {
    let firstBytes: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
    for prefix in UInt8.min...(.max) {
      for tail in [0, 1, 2, 7, 8, 9, 15, 16, 17, 19, 20, 21, 31, 32, 33, 54, 55, 56] {
        for first in firstBytes.prefix(tail == 0 ? 1 : 5) {
          var item = [prefix]
          for index in 0..<tail { item.append(index == 0 ? first : UInt8(index) &* 37) }
          for lead in [0, 1, 6, 7, 8, 15, 16, 31, 32, 40] {
            let bytes = item[...]
            func length(_ payload: ArraySlice<UInt8>?) -> Int? { payload.map { $0.endIndex } }
            func word(_ payload: ArraySlice<UInt8>) -> UInt256 {
              payload.reduce(.zero) { $0 << 8 | UInt256(UInt64($1)) }
            }
            let small = Self.payload(of: bytes, atMost: 8)
            try check(
              item, behind: lead, small.map { word($0).truncatedUInt64 }, length: length(small)
            ) { decoder throws(RLPError) in try decoder.readUInt64() }
            let number = Self.payload(of: bytes)
            try check(item, behind: lead, number.map(word), length: length(number)) {
              decoder throws(RLPError) in try decoder.readUInt256()
            }
            let address = Self.payload(of: bytes, exactly: 20)
            try check(
              item, behind: lead, address.map { Address(word: word($0)) }, length: length(address)
            ) { decoder throws(RLPError) in try decoder.readAddress() }
            let hash = Self.payload(of: bytes, exactly: 32)
            try check(item, behind: lead, hash.map { Hash32(word: word($0)) }, length: length(hash))
            {
              decoder throws(RLPError) in try decoder.readHash32()
            }
          }
        }
      }
    }
  }

  @Test("A short list is entered with exactly its payload, and only if it is all there")
  func lists() throws {
    for count in 0...55 {
      for tail in [0, count - 1, count, count + 1] where tail >= 0 {
        var decoder = RLPDecoder([0xc0 + UInt8(count)] + [UInt8](repeating: 1, count: tail))
        do throws(RLPError) {
          let outside = try decoder.enterList()
          #expect(tail >= count)
          #expect(decoder.remainingCount == count)
          for _ in 0..<count { _ = try decoder.readUInt64() }
          try decoder.leaveList(to: outside)
          #expect(decoder.remainingCount == tail - count)
        } catch {
          #expect(tail < count && error == RLPError(offset: 0, kind: .truncated))
        }
      }
    }
  }
}
