import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite(
  "RLP vectors of ethereum/tests",
  .enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
struct RLPVectorTests {
  struct Vector: Decodable {
    let `in`: Input
    let out: String
  }

  /// A value in the JSON notation of the vectors.
  indirect enum Input: Decodable {
    case text(String)
    case number(UInt64)
    case list([Input])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let number = try? container.decode(UInt64.self) {
        self = .number(number)
      } else {
        self = .list(try container.decode([Input].self))
      }
    }

    /// The item; numbers beyond 64 bits are written as "#" and decimal digits.
    var item: RLPItem {
      switch self {
      case .text(let text) where text.hasPrefix("#"):
        var value = ReferenceInteger(limbs: [])
        for digit in text.utf8.dropFirst() {
          value = value * ReferenceInteger(10) + ReferenceInteger(UInt256(UInt64(digit - 48)))
        }
        let bytes = value.limbs.reversed().flatMap { limb in
          [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: limb >> $0) }
        }
        return .bytes([UInt8](bytes.drop { $0 == 0 }))
      case .text(let text): return .bytes([UInt8](text.utf8))
      case .number(let number): return .bytes(UInt256(number).minimalBytes)
      case .list(let items): return .list(items.map(\.item))
      }
    }
  }

  static func vectors(_ name: String) throws -> [String: Vector] {
    let pack = try #require(Fixtures.pack("legacy-codecs"))
    let data = try Data(contentsOf: pack.appending(path: "RLPTests/\(name).json"))
    return try JSONDecoder().decode([String: Vector].self, from: data)
  }

  static func bytes(_ hex: String) throws -> [UInt8] {
    try #require([UInt8](hex: hex.hasPrefix("0x") ? hex : "0x" + hex))
  }

  @Test func encodesAndDecodesValidVectors() throws {
    let vectors = try Self.vectors("rlptest")
    #expect(vectors.count == 28)
    for (name, vector) in vectors {
      let encoding = try Self.bytes(vector.out)
      #expect(vector.in.item.encoded == encoding, "\(name)")
      #expect(try RLPItem(decoding: encoding) == vector.in.item, "\(name)")
      if case .number(let number) = vector.in {
        var encoder = RLPEncoder()
        encoder.encode(uint: number)
        #expect(encoder.result == encoding, "\(name)")
        var decoder = RLPDecoder(encoding)
        let read = try decoder.readUInt64()
        #expect(read == number, "\(name)")
      }
    }
  }

  @Test func refusesInvalidVectors() throws {
    let vectors = try Self.vectors("invalidRLPTest")
    #expect(vectors.count == 26)
    for (name, vector) in vectors {
      let encoding = try Self.bytes(vector.out)
      #expect(throws: RLPError.self, "\(name)") { try RLPItem(decoding: encoding) }
    }
  }

  @Test func acceptsRandomVectors() throws {
    for (name, vector) in try Self.vectors("RandomRLPTests/example") {
      let encoding = try Self.bytes(vector.out)
      #expect(try RLPItem(decoding: encoding).encoded == encoding, "\(name)")
    }
  }
}
