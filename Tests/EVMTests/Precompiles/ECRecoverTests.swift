import EVM
import EthereumTypes
import Testing

@Suite struct ECRecoverTests {
  struct Vector: Sendable {
    let input: String
    let signer: String
  }

  /// Made with eth-keys 0.8.0 (pure Python back end); the last has a high s, which the contract
  /// accepts though transactions may not (EIP-2).
  static let vectors = [
    Vector(
      input: """
        2b902f8911e81818f8c99d5d5d9831957504d90e945de2e8f54ee781cc75f63600000000000000000000\
        0000000000000000000000000000000000000000001b7e4f86c95e6613198b813ba0494cd78736d954bc\
        ccc9564ca1c829ccfc076f6464010f179b63efb573c3771965ca97ede1da4fbbcf4eee75b6c0a3902dcf\
        16df
        """,
      signer: "7324ad89dfd261e0456e943f5c52deecd8288770"),
    Vector(
      input: """
        264aad6cb6dd210faf94acd3cf92c190237cb11f5d108cf25930263938b370a100000000000000000000\
        0000000000000000000000000000000000000000001b71c4b2ce0d960aba5fe67240922499d47e4736b3\
        51425b5a33820b1954f5f4694de539baf4f29af4f7fea91375cba1fd065c5414134d115e7f56e8f539e1\
        681a
        """,
      signer: "4cfcca0c3c009d2bc24ae8523eaf0fc2c39fb5da"),
    Vector(
      input: """
        ccdaebf990d19838b0d7ec0b3e97818ecb96c4dbadbe172296d5234a42b24c6b00000000000000000000\
        0000000000000000000000000000000000000000001c397efd287de63e1819e18ff2875031cc076c52ab\
        25768cddc7507aafb0fffc5f94b13f7d3758f347c3c107617a61865dd4fcae2829258ffd773940fda24a\
        58cd
        """,
      signer: "8e82b4204aa8302735e3de5fd633f1996039e1e8"),
  ]

  @Test(arguments: vectors) func recoversTheSigner(vector: Vector) throws {
    let call = PrecompileCall(0x01, try bytes(vector.input))
    #expect(call.result == .success(gasCost: 3000))
    #expect(call.output == [UInt8](repeating: 0, count: 12) + (try bytes(vector.signer)))
  }

  @Test func ignoresWhatFollowsTheSignature() throws {
    let input = try bytes(Self.vectors[0].input)
    #expect(PrecompileCall(0x01, input + [1, 2, 3]) == PrecompileCall(0x01, input))
  }

  @Test func readsMissingBytesAsZeros() throws {
    let input = try bytes(Self.vectors[0].input)
    #expect(PrecompileCall(0x01, Array(input.prefix(64))).output.isEmpty)
    #expect(
      PrecompileCall(0x01, Array(input.prefix(127)))
        == PrecompileCall(0x01, Array(input.prefix(127)) + [0]))
  }

  struct Invalid: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let offset: Int
    let field: [UInt8]
  }

  static let order = UInt256(
    low: 0xbaae_dce6_af48_a03b_bfd2_5e8c_d036_4141, high: 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe)

  static let invalid = [
    Invalid(testDescription: "v = 26", offset: 32, field: word(26)),
    Invalid(testDescription: "v = 29", offset: 32, field: word(29)),
    Invalid(testDescription: "v = 0", offset: 32, field: word(0)),
    Invalid(testDescription: "v = 27 + 2^248", offset: 32, field: [1] + word(27).dropFirst()),
    Invalid(testDescription: "r = 0", offset: 64, field: word(0)),
    Invalid(testDescription: "r = n", offset: 64, field: order.bigEndianBytes),
    Invalid(testDescription: "r = 2^256 - 1", offset: 64, field: UInt256.max.bigEndianBytes),
    // 5³ + 7 is no square modulo the secp256k1 prime.
    Invalid(testDescription: "r is no x of the curve", offset: 64, field: word(5)),
    Invalid(testDescription: "s = 0", offset: 96, field: word(0)),
    Invalid(testDescription: "s = n", offset: 96, field: order.bigEndianBytes),
  ]

  @Test(arguments: invalid) func answersNothingToNoSignature(_ invalid: Invalid) throws {
    var input = try bytes(Self.vectors[0].input)
    input.replaceSubrange(invalid.offset..<invalid.offset + 32, with: invalid.field)
    let call = PrecompileCall(0x01, input)
    #expect(call.result == .success(gasCost: 3000))
    #expect(call.output.isEmpty)
  }

  @Test func needsItsGas() throws {
    let input = try bytes(Self.vectors[0].input)
    #expect(PrecompileCall(0x01, input, gas: 3000).output.count == 32)
    #expect(PrecompileCall.failed(PrecompileCall(0x01, input, gas: 2999)))
  }
}
