import EVM
import EthereumTypes
import Testing

@Suite struct HashPrecompileTests {
  struct Vector: Sendable {
    let message: [UInt8]
    let sha256: String
    let ripemd160: String
  }

  /// The first two of each hash are published (FIPS 180-4 examples; Bosselaers' RIPEMD-160 page);
  /// the last was made with Python's hashlib and pycryptodome 4.4.0.
  static let vectors = [
    Vector(
      message: [],
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      ripemd160: "9c1185a5c5e9fc54612808977ee8f548b2258d31"),
    Vector(
      message: Array("abc".utf8),
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      ripemd160: "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
    Vector(
      message: [UInt8](repeating: 0x61, count: 200),
      sha256: "c2a908d98f5df987ade41b5fce213067efbcc21ef2240212a41e54b5e7c28ae5",
      ripemd160: "2a5b424394c0fce2665d4e0b077e998d2d62160a"),
  ]

  @Test(arguments: vectors) func sha256(vector: Vector) throws {
    let call = PrecompileCall(0x02, vector.message)
    #expect(call.output == (try bytes(vector.sha256)))
    #expect(call.result == .success(gasCost: 60 + 12 * words(vector.message)))
  }

  @Test(arguments: vectors) func ripemd160(vector: Vector) throws {
    let call = PrecompileCall(0x03, vector.message)
    #expect(call.output == [UInt8](repeating: 0, count: 12) + (try bytes(vector.ripemd160)))
    #expect(call.result == .success(gasCost: 600 + 120 * words(vector.message)))
  }

  @Test(arguments: vectors) func identity(vector: Vector) {
    let call = PrecompileCall(0x04, vector.message)
    #expect(call.output == vector.message)
    #expect(call.result == .success(gasCost: 15 + 3 * words(vector.message)))
  }

  @Test(arguments: [(0x02, 72), (0x03, 720), (0x04, 18)] as [(UInt64, Int64)])
  func chargesForAStartedWord(address: UInt64, gas: Int64) {
    for count in [1, 32] {
      let input = [UInt8](repeating: 1, count: count)
      #expect(PrecompileCall(address, input, gas: gas).result == .success(gasCost: gas))
      #expect(PrecompileCall.failed(PrecompileCall(address, input, gas: gas - 1)))
    }
  }

  private func words(_ message: [UInt8]) -> Int64 { Int64((message.count + 31) / 32) }
}
