import EVM
import EthereumTypes
import Testing

@Suite struct ModExpTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let baseLength: UInt64
    let exponentLength: UInt64
    let modulusLength: UInt64
    let numbers: String
    let output: String
    var testDescription: String { "\(baseLength), \(exponentLength), \(modulusLength) bytes" }
  }

  /// Made with Python's `pow`. The third has an even modulus.
  static let vectors = [
    Vector(
      baseLength: 3, exponentLength: 2, modulusLength: 3,
      numbers: "e6ed246a8aa1271e",
      output: "39660a"),
    Vector(
      baseLength: 32, exponentLength: 32, modulusLength: 32,
      numbers: """
        5866279238aaf84e58056d8f2fa8edd094ba97ae8b15442ee2db611a91bfe39469733a9247d58fa3c550\
        18300372555fd235f11829fb388c22e44cb637f01210c3707a90b405420fb169779edfb5b9342405157f\
        54b12eae62d11e887eb0766d
        """,
      output: "939dd78d7b35c8ceb73dfaa90528af3b18554095086319a94f67b39e42a04db3"),
    Vector(
      baseLength: 64, exponentLength: 5, modulusLength: 64,
      numbers: """
        1877f8c6eff26b5010af3177d161e79587a766ec30e4037458a9905cad87bd4c77e2983f27745ccb9a31\
        052e944cf1b220eaa2c7fb1b7d3e3f73f414af6e0d935520dd4c8606f2bf7ec70209e0cd05ee5720edbc\
        ba3acce672084ab649fcbce49b38bdecface4abd12108f391ebc070e83e8180a6bd4f43a2afffcd3c12e\
        f890575575e826
        """,
      output: """
        053ac40ed351341107d9169d32574e4eaa07e79fe01a2fbd9aa4721e20a3829987308c740dc3ab9ed0cc\
        bb609ab4e9dbde716e1f02032ecfc7a4784e7b7626ab
        """),
    Vector(
      baseLength: 100, exponentLength: 40, modulusLength: 96,
      numbers: """
        e2cbeaee82af2c7d696cf46b977c090af4e146f6d03110ab86efde139eeabac37a0dde8ef2d3b1925e13\
        02ca57501fe0ca9a7fd1ccc15150424212578fe0feb17b4aa559cd9f28984b14267f1b037494dd1c01cc\
        6adfc974d1729a11fe2008d737e8f517d69ed6f181bd1a4529825e79455971b21ae105aab2d6a3100b08\
        880f0f422dbb36fb94b3cb6d424f813caaa5b348f4930b893bfe338f65aea5a969d270831572af40db48\
        52eb74b74f3ac362881215e31ed32cab3d56d55807afc6053558cef092a9317629b2ff5ae637052b3839\
        659c78fdf91d0aaa627e00a3170ffb76dc37c1eaaac499239549
        """,
      output: """
        54b5d06463baab86752f9f0b5c0e9b094b007d42a3b08588a5477447877d23835cfb1f8baa347a6f0590\
        1ec8de3763f903e5200b08b6fcf5079f88b0f769c72c05d9090fa94784b7fd400c38aa671a22445f6fe9\
        c036fb0d9ba1bac5e05a0fa1
        """),
    Vector(
      baseLength: 1, exponentLength: 33, modulusLength: 200,
      numbers: """
        21e66105bd83af633f509fdc659c471564d277b4eab08215df3c101b7fe7f9a0142a02f2fd727628d266\
        1118a88c1f772047597125e27e970d23d952bcd1b0aa366e09162edd5f30db8c4d9a46473a6ad6b44ddf\
        506a4a1b89fc406dd85b24f0c6ae05765ae2c99964615ddf2df5ff87123bbdc0a2262a7c3e15f09a1c2d\
        bd7dbb267686613b898c94a8eae9bb3b9e9016037f84267c2e8cc2d45fccd096cf05ae2ec55c4343bc9c\
        2c4859470c014e0c4b25ef13406b01f4da88ed66875ef7aa1c9c11bdfb90f5889051c039fef326362020\
        2d31c4b0b2a8f4db163ff7837ae041f3f48e1a9ec2e1aba7
        """,
      output: """
        0007419d3b67bc53d453c0fefa97c94da2feadd9ccdd10857cb2bdf37015fa09d606419bacb55b703a35\
        082577543bb70b741462265d3dc536db6f3783812ca4fb2bc311862755f31a0d3782002858f6827a9fa8\
        f4964a1ca1371e23d07d9e11f9cb0e626513d93f73abe4dfa5ba4b21621169d586be5e75d75523b5e096\
        1de0dc034d157112074102b9b9d25bfb214987943d79918b22fee332ac459d1a49c595d461ef9d81156d\
        353b9e8f8c7545043ea18f0bef526aa0220412561196a4239973885a7a886470
        """),
    Vector(
      baseLength: 128, exponentLength: 3, modulusLength: 127,
      numbers: """
        db721bad818862bd657ad20d5d9ae6748fcb47e63483f8de9114acc7b6d0aef39318e0df7f2b3aaea369\
        41ccc86e2c8fa3f1726423e4e765047a2366ad0ce5642c68811a5c14457b0bcd60a2866883662879ef0f\
        7dc9cb307db13d110d2d13fc0a81713531eccc70a5b38c29f942241c95c10d570943c9995d98750da08c\
        351a490f0016bb18917f4cb926b3d75f899c91f919454eeef22f8a155da0e21d9dfa3987069d33001237\
        3fd4df1c633c351ca0339d4a9150609d67072687aa68a2def693407c8d99f47185ee580ff82e9aa8d039\
        5d92fd6179ab96721fc3ce871d26ee53d92407f27cdafa3bfea39b52fad7154b77682cfb7a8b96dc7bbe\
        8dd54f89fc15
        """,
      output: """
        00365acef89a2969cd1ec2873eff5b548c191ec0f5b47f9474c204024e7248d8db141a65b1107424c3f2\
        b93e52c7d0f10b5f3183a805cdd1bc20eeb6e4d3bd97350b8bafa731d29f833e51f57fb3949360c5fadf\
        a79c7ee3496d01633aa65038d563c72689a66a80e5aaedabab065a8c6a5dc911b5466d5a141c13830b66\
        52
        """),
  ]

  @Test(arguments: vectors) func raises(vector: Vector) throws {
    let input = Self.header(vector.baseLength, vector.exponentLength, vector.modulusLength)
    let call = PrecompileCall(0x05, input + (try bytes(vector.numbers)))
    #expect(call.output == (try bytes(vector.output)))
  }

  struct Small: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let input: [UInt8]
    let output: [UInt8]
  }

  static let small = [
    Small(testDescription: "nothing at all", input: [], output: []),
    Small(testDescription: "no modulus", input: header(1, 1, 0) + [3, 5], output: []),
    Small(testDescription: "modulus 0", input: header(1, 1, 2) + [3, 5, 0, 0], output: [0, 0]),
    Small(testDescription: "modulus 1", input: header(1, 1, 1) + [3, 5, 1], output: [0]),
    Small(testDescription: "0 ** 0", input: header(0, 0, 1) + [7], output: [1]),
    Small(testDescription: "0 ** 0 modulo 1", input: header(0, 0, 1) + [1], output: [0]),
    Small(testDescription: "3 ** 5 modulo 7", input: header(1, 1, 1) + [3, 5, 7], output: [5]),
    Small(
      testDescription: "leading zeros", input: header(2, 2, 3) + [0, 3, 0, 5, 0, 0, 7],
      output: [0, 0, 5]),
    Small(
      testDescription: "modulus cut short: 3 ** 5 modulo 0x0100",
      input: header(1, 1, 2) + [3, 5, 1], output: [0, 243]),
    Small(
      testDescription: "exponent cut short: 3 ** 0x0100 modulo 0",
      input: header(1, 2, 2) + [3, 1], output: [0, 0]),
    Small(
      testDescription: "lengths cut short: 1 ** 0 modulo 0",
      input: [UInt8](repeating: 0, count: 31) + [1],
      output: []),
    Small(
      testDescription: "bytes after the modulus", input: header(1, 1, 1) + [3, 5, 7, 9],
      output: [5]),
  ]

  @Test(arguments: small) func answersEdgeCases(_ small: Small) {
    #expect(PrecompileCall(0x05, small.input).output == small.output)
    #expect(PrecompileCall(0x05, small.input, fork: .byzantium).output == small.output)
  }

  static func header(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) -> [UInt8] {
    word(base) + word(exponent) + word(modulus)
  }
}
