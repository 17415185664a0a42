import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite("Typed extraction from JSON")
struct JSONValueTests {
  @Test func decodesStrings() throws {
    let text = "\"\\u0041\\n\\/\\\\\\\"\\b\\f\\r\\t\\u00e9\\u20ac\\ud83d\\ude00 é€😀\""
    let string = try readJSON(text) { root throws(JSONError) in try root.string() }
    #expect(string == "A\n/\\\"\u{8}\u{c}\r\té€😀 é€😀")
  }

  @Test(
    arguments: [
      "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"\":1,\"\":2}",
      "{\"abcdefgh\":1,\"x\":1,\"abcdefgh\":2}", "{\"é\":1,\"é\":2}",
    ])
  func refusesDuplicateNames(text: String) throws {
    let error = try #require(jsonError(of: text) { root throws(JSONError) in try root.object() })
    #expect(error.message == "expected every name once, found this one twice")
  }

  @Test func acceptsNamesThatDifferInCodeUnitsOnly() throws {
    let text = "{\"\u{e9}\": 1, \"e\u{301}\": 2, \"a\": 3, \"a\\u0000\": 4, \"A\": 5}"
    let count = try readJSON(text) { root throws(JSONError) in
      Array(try root.object().members).count
    }
    #expect(count == 5)
  }

  @Test func findsDuplicatesAmongManyNames() throws {
    let names = (0..<5_000).map { "\"name\($0)\": 0" }
    let unique = "{" + names.joined(separator: ",") + "}"
    #expect(jsonError(of: unique) { root throws(JSONError) in try root.object() } == nil)
    let doubled = "{" + (names + ["\"name17\": 1"]).joined(separator: ",") + "}"
    let error = try #require(
      jsonError(of: doubled) { root throws(JSONError) in try root.object() })
    #expect(error.path == "name17")
    #expect(error.offset > 60_000)
  }

  @Test func looksUpNames() throws {
    let text = "{\"ab\": 1, \"a\": 2, \"n\": null, \"abc\": 3}"
    try readJSON(text) { root throws(JSONError) in
      let object = try root.object()
      #expect(try object["a"]?.integer() == 2)
      #expect(try object["abc"]?.integer() == 3)
      #expect(object["abcd"] == nil)
      #expect(object["n"]?.isNull == true)
      #expect(object.optional("n") == nil)
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("18446744073709551615", UInt64.max), ("18446744073709551616", nil),
      ("\"0x0\"", 0), ("\"0x00000000000000000001\"", 1), ("\"0xffffffffffffffff\"", UInt64.max),
      ("\"0x10000000000000000\"", nil), ("\"0x\"", nil), ("\"0X1\"", nil), ("\"1\"", nil),
      ("\"\"", nil), ("\"0\"", nil), ("\"x\"", nil), ("-1", nil), ("1.0", nil), ("1e1", nil),
      ("null", nil), ("true", nil), ("[]", nil), ("\"0x\\u0031\"", nil), ("\" 0x1\"", nil),
      ("\"0x1 \"", nil), ("\"0x-1\"", nil),
    ] as [(String, UInt64?)])
  func readsQuantities(text: String, expected: UInt64?) {
    let value = try? readJSON(text) { root throws(JSONError) in try root.uint64() }
    #expect(value == expected, "\(text)")
  }

  @Test func readsEveryDigitInEveryPlace() throws {
    for byte in UInt8(0x20)..<0x7f where byte != UInt8(ascii: "\"") && byte != 0x5c {
      let character = String(UnicodeScalar(byte))
      let digit = Character(character).hexDigitValue
      for position in 0..<17 {
        let prefix = String(repeating: "0", count: position)
        let suffix = String(repeating: "0", count: 16 - position)
        let expected = digit.map { UInt256(UInt64($0)) << (4 * (16 - position)) }
        let value = try? readJSON("\"0x\(prefix)\(character)\(suffix)\"") {
          root throws(JSONError) in try root.uint256()
        }
        #expect(value == expected, "\(character) at \(position)")
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithTheHexOfTheTypes(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for count in 0...140 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let hex = bytes.hex
      let read = try readJSON("\"\(hex)\"") { root throws(JSONError) in try root.bytes() }
      #expect(read == bytes, "seed \(seed), \(count) bytes")
      let digits = String(hex.dropFirst(2).dropFirst(Int.random(in: 0...1, using: &generator)))
      let number = try? readJSON("\"0x\(digits)\"") { root throws(JSONError) in
        try root.uint256()
      }
      #expect(number == UInt256(hex: "0x" + digits), "seed \(seed), 0x\(digits)")
      let address = try? readJSON("\"\(hex)\"") { root throws(JSONError) in try root.address() }
      #expect(address == Address(hex: hex), "seed \(seed), \(hex)")
      let hash = try? readJSON("\"\(hex)\"") { root throws(JSONError) in try root.hash32() }
      #expect(hash == Hash32(hex: hex), "seed \(seed), \(hex)")
    }
  }

  @Test(arguments: ["\"0x1\"", "\"0x0g\"", "\"1234\"", "\"0x123456789abcdefg\"", "12", "\"\""])
  func refusesBytes(text: String) {
    #expect(jsonError(of: text) { root throws(JSONError) in try root.bytes() } != nil)
  }

  @Test(arguments: 0..<4)
  func agreesWithFoundation(file: Int) throws {
    let texts = [
      SampleTexts.blockchainTest(), SampleTexts.stateTest(), SampleTexts.realBlock(),
      "[1, [2, {\"a\": [true, false, null, \"\\u00e9\\n\"]}], {\"b\": {}, \"\": []}, \"x\"]",
    ]
    let ours = try readJSON(texts[file]) { root throws(JSONError) in try Self.canonical(root) }
    let theirs = try JSONSerialization.jsonObject(with: Data(texts[file].utf8))
    #expect(ours == Self.canonical(theirs))
  }

  /// A value as one line, members sorted by name.
  static func canonical(_ value: JSONValue) throws(JSONError) -> String {
    switch value.kind {
    case .object:
      var members: [String] = []
      for member in try value.object().members {
        members.append("\(try member.name.string()): \(try canonical(member.value))")
      }
      return "{" + members.sorted().joined(separator: ", ") + "}"
    case .array:
      return "[" + (try value.array().map(canonical)).joined(separator: ", ") + "]"
    case .string: return "\"" + (try value.string()) + "\""
    case .number: return String(try value.integer())
    case .boolean: return String(try value.bool())
    case .null: return "null"
    }
  }

  /// The same of what Foundation parsed.
  static func canonical(_ value: Any) -> String {
    switch value {
    case let object as [String: Any]:
      return "{"
        + object.map { "\($0.key): \(canonical($0.value))" }.sorted()
        .joined(separator: ", ") + "}"
    case let array as [Any]: return "[" + array.map(canonical).joined(separator: ", ") + "]"
    case let string as String: return "\"" + string + "\""
    // Numbers and Booleans are the same class; a Boolean's encoding is that of a C char.
    case let number as NSNumber:
      return String(cString: number.objCType) == "c" ? "\(number.boolValue)" : "\(number)"
    default: return "null"
    }
  }
}
