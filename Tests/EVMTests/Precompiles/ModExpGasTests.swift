import EVM
import EthereumTypes
import Testing

@Suite struct ModExpGasTests {
  /// Lengths, an exponent whose first bytes are given, and the gas in Byzantium (EIP-198), Berlin
  /// (EIP-2565) and Osaka (EIP-7883), worked out by hand from the EIPs' formulas.
  struct Case: Sendable, CustomTestStringConvertible {
    let lengths: (base: UInt64, exponent: UInt64, modulus: UInt64)
    let exponent: [UInt8]
    let byzantium: Int64
    let berlin: Int64
    let osaka: Int64?
    var testDescription: String { "\(lengths), exponent \(exponent.count) bytes given" }
  }

  static let ones32 = [UInt8](repeating: 0xff, count: 32)

  static let cases = [
    Case(lengths: (0, 0, 0), exponent: [], byzantium: 0, berlin: 200, osaka: 500),
    // 1 · 1 / 20, both minimums.
    Case(lengths: (1, 1, 1), exponent: [3], byzantium: 0, berlin: 200, osaka: 500),
    // 32² · 255 / 20; 4² · 255 / 3; 16 · 255.
    Case(lengths: (32, 32, 32), exponent: ones32, byzantium: 13_056, berlin: 1360, osaka: 4080),
    // 33 bytes are 5 words: 33² · 255 / 20; 25 · 255 / 3; 50 · 255.
    Case(lengths: (33, 32, 1), exponent: ones32, byzantium: 13_884, berlin: 2125, osaka: 12_750),
    // (64² · 263 / 20); 64 · 263 / 3; 128 · (255 + 16).
    Case(
      lengths: (1, 33, 64), exponent: ones32 + [0], byzantium: 53_862, berlin: 5610, osaka: 34_688),
    // Only the head's bits count, not where it begins: 8 (16) for the tail byte, head 0.
    Case(
      lengths: (64, 33, 64), exponent: [UInt8](repeating: 0, count: 32) + [1], byzantium: 1638,
      berlin: 200, osaka: 2048),
    // (65² / 4 + 96 · 65 − 3072) · 7 / 20 = 4224 · 7 / 20; 81 · 7 / 3 < 200; 162 · 7.
    Case(lengths: (65, 1, 0), exponent: [0x80], byzantium: 1478, berlin: 200, osaka: 1134),
    // (1024² / 4 + 96 · 1024 − 3072) / 20; 128² / 3; 2 · 128².
    Case(
      lengths: (1024, 1, 1024), exponent: [1], byzantium: 17_868, berlin: 5461, osaka: 32_768),
    // (1025² / 16 + 480 · 1025 − 199680) / 20; 129² / 3; too long.
    Case(lengths: (1025, 1, 1), exponent: [1], byzantium: 17_899, berlin: 5547, osaka: nil),
    Case(lengths: (1, 1, 1025), exponent: [1], byzantium: 17_899, berlin: 5547, osaka: nil),
    // 1 · 8 · 993 / 20; 1 · 8 · 993 / 3; too long.
    Case(lengths: (1, 1025, 1), exponent: [], byzantium: 397, berlin: 2648, osaka: nil),
  ]

  @Test(arguments: cases) func costs(_ example: Case) {
    let (base, exponent, modulus) = example.lengths
    let input =
      ModExpTests.header(base, exponent, modulus) + [UInt8](repeating: 0, count: Int(base))
      + example.exponent
    let expected: [(Fork, Int64?)] = [
      (.byzantium, example.byzantium), (.istanbul, example.byzantium), (.berlin, example.berlin),
      (.prague, example.berlin), (.osaka, example.osaka), (.amsterdam, example.osaka),
    ]
    for (fork, cost) in expected {
      let call = PrecompileCall(0x05, input, fork: fork)
      #expect(call.result == cost.map { .success(gasCost: $0) } ?? .failure, "\(fork)")
      guard let cost, cost > 0 else { continue }
      #expect(PrecompileCall.failed(PrecompileCall(0x05, input, gas: cost - 1, fork: fork)))
    }
  }

  /// Lengths of numbers that nobody could hold.
  static let absurd: [[UInt8]] = {
    let words = [word(0), word(1), word(1 << 40), word(.max), UInt256.max.bigEndianBytes]
    return words.flatMap { a in words.flatMap { b in words.map { c in a + b + c } } }
  }()

  @Test(arguments: [Fork.byzantium, .berlin, .osaka])
  func refusesAbsurdLengthsBeforeAllocating(fork: Fork) {
    for header in Self.absurd {
      let call = PrecompileCall(0x05, header + [1, 2, 3], gas: 1 << 32, fork: fork)
      #expect(call.output.count <= 1, "\(header.hex)")
    }
  }

  @Test func takesAnAbsurdExponentOfNothing() {
    // Without base and modulus the length of the exponent costs nothing before Osaka.
    let input = word(0) + UInt256.max.bigEndianBytes + word(0)
    #expect(PrecompileCall(0x05, input, fork: .prague).result == .success(gasCost: 200))
    #expect(PrecompileCall(0x05, input, fork: .byzantium).result == .success(gasCost: 0))
    #expect(PrecompileCall.failed(PrecompileCall(0x05, input, fork: .osaka)))
  }
}
