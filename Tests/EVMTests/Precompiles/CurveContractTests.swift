import EVM
import EthereumTypes
import Testing

/// The contracts over pairing-friendly curves: what they cost, and what they make of other lengths.
/// What they compute is tested where it is computed, in PairingsTests.
@Suite struct CurveContractTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let address: UInt64
    /// The number of zero bytes in the input: points at infinity with scalars 0.
    let length: Int
    let fork: Fork
    /// Nil where the call fails.
    let gas: Int64?
    var testDescription: String { "\(address), \(length) bytes, \(fork)" }
  }

  static func cases(
    _ address: UInt64, _ fork: Fork, _ gasByLength: KeyValuePairs<Int, Int64?>
  ) -> [Case] {
    gasByLength.map { Case(address: address, length: $0.key, fork: fork, gas: $0.value) }
  }

  /// EIP-196, EIP-197, EIP-1108.
  static let bn254 =
    cases(0x06, .byzantium, [128: 500]) + cases(0x07, .byzantium, [96: 40_000])
    + cases(0x08, .byzantium, [0: 100_000, 192: 180_000, 576: 340_000, 191: nil])
    + cases(0x06, .istanbul, [128: 150, 0: 150, 1: 150, 127: 150, 129: 150])
    + cases(0x07, .istanbul, [96: 6000, 0: 6000, 95: 6000, 128: 6000])
    + cases(0x08, .osaka, [0: 45_000, 192: 79_000, 576: 147_000, 1: nil, 193: nil])

  /// EIP-2537, the sums worked out by hand from its discounts, rounded down.
  static let bls12 =
    cases(0x0b, .prague, [256: 375, 0: nil, 255: nil, 257: nil])
    + cases(0x0d, .prague, [512: 600, 0: nil, 511: nil, 513: nil])
    + cases(
      0x0c, .prague,
      [
        160: 12_000, 320: 22_776, 480: 30_528, 160 * 128: 797_184, 160 * 129: 803_412, 0: nil,
        159: nil, 161: nil,
      ])
    + cases(
      0x0e, .prague,
      [
        288: 22_500, 576: 45_000, 864: 62_302, 288 * 128: 1_509_120, 288 * 129: 1_520_910, 0: nil,
        287: nil, 289: nil,
      ])
    + cases(0x0f, .prague, [384: 70_300, 768: 102_900, 0: nil, 383: nil, 385: nil])
    + cases(0x10, .prague, [64: 5500, 0: nil, 63: nil, 65: nil])
    + cases(0x11, .prague, [128: 23_800, 0: nil, 127: nil, 129: nil])

  @Test(arguments: bn254 + bls12) func costs(_ example: Case) {
    let input = [UInt8](repeating: 0, count: example.length)
    let call = PrecompileCall(example.address, input, fork: example.fork)
    guard let gas = example.gas else {
      #expect(PrecompileCall.failed(call))
      return
    }
    #expect(call.result == .success(gasCost: gas))
    #expect(!call.output.isEmpty)
    let exact = PrecompileCall(example.address, input, gas: gas, fork: example.fork)
    #expect(exact == call)
    let short = PrecompileCall(example.address, input, gas: gas - 1, fork: example.fork)
    #expect(PrecompileCall.failed(short))
  }

  @Test func bn254AddPadsAndCuts() {
    // G + 0 = G, the second point left out or followed by more.
    let point = word(1) + word(2)
    for input in [point, point + [0], point + word(0) + word(0) + word(5)] {
      #expect(PrecompileCall(0x06, input).output == point)
    }
    // y cut short: (1, 0) is no point.
    #expect(PrecompileCall.failed(PrecompileCall(0x06, word(1))))
  }

  @Test func bn254MultiplyPadsAndCuts() {
    let point = word(1) + word(2)
    #expect(PrecompileCall(0x07, point).output == word(0) + word(0))
    #expect(PrecompileCall(0x07, point + word(1) + [9]).output == point)
    // A scalar cut short counts as followed by zeros: 1 becomes 2²⁴⁸.
    let cut = PrecompileCall(0x07, point + [1])
    #expect(
      cut.output == PrecompileCall(0x07, point + [1] + [UInt8](repeating: 0, count: 31)).output)
    #expect(cut.output != point)
  }

  @Test func malformedPointsConsumeAllGas() {
    let noPoint = word(1) + word(1)
    #expect(PrecompileCall.failed(PrecompileCall(0x06, noPoint)))
    #expect(PrecompileCall.failed(PrecompileCall(0x07, noPoint)))
    let zeros = [UInt8](repeating: 0, count: 128)
    #expect(PrecompileCall.failed(PrecompileCall(0x08, noPoint + zeros)))
    #expect(PrecompileCall.failed(PrecompileCall(0x10, [1] + zeros.prefix(63))))
  }

  @Test func pairingsAnswerAWord() {
    #expect(PrecompileCall(0x08, []).output == word(1))
    #expect(PrecompileCall(0x0f, [UInt8](repeating: 0, count: 384)).output == word(1))
  }
}
