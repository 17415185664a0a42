import EVM
import EthereumTypes
import Foundation

/// A call of a precompiled contract that `balbench bench precompiles` times.
struct PrecompileSample {
  let name: String
  let address: UInt64
  let input: [UInt8]
  /// What the contract must answer.
  let output: [UInt8]
  /// Milliseconds that the call may take.
  let limit: Double

  /// The calls, or `nil` if one of the texts below is not hexadecimal.
  static let all: [PrecompileSample]? = {
    guard let bn254 = bytes(bn254Pairing), let bls12 = bytes(bls12Pairing),
      let proof = bytes(proof), let blsModulus = bytes(blsModulus),
      let signed = SignedHash(key: [UInt8](repeating: 0x46, count: 32))
    else { return nil }
    let one = UInt256.one.bigEndianBytes
    // The commitment's hash with the version for its first byte (EIP-4844).
    let versionedHash = [0x01] + sha256(Array(proof[64..<112])).dropFirst()
    return [
      PrecompileSample(
        name: "ecrecover", address: 0x01, input: signed.input,
        output: signed.signer.word.bigEndianBytes, limit: 0.06),
      PrecompileSample(
        name: "BN254 pairing, 2 pairs", address: 0x08, input: bn254, output: one, limit: 3),
      PrecompileSample(
        name: "KZG point evaluation", address: 0x0a, input: versionedHash + proof,
        output: UInt256(4096).bigEndianBytes + blsModulus, limit: 4),
      PrecompileSample(
        name: "BLS12-381 pairing, 2 pairs", address: 0x0f, input: bls12, output: one, limit: 3),
    ]
  }()

  private static func bytes(_ digits: String) -> [UInt8]? { [UInt8](hex: "0x" + digits) }

  /// Something to recover a signer from.
  private struct SignedHash {
    let input: [UInt8]
    let signer: Address

    init?(key: [UInt8]) {
      let hash = keccak256([])
      guard let signature = Secp256k1.sign(hash: hash, privateKey: key),
        let signer = Secp256k1.address(ofPrivateKey: key)
      else { return nil }
      self.signer = signer
      input =
        hash.bytes + UInt256(27 + UInt64(signature.recoveryID)).bigEndianBytes
        + signature.r.bigEndianBytes + signature.s.bigEndianBytes
    }
  }

  private static let blsModulus =
    "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"

  // The points are multiples of the generators, by py_ecc 8.0.0: e(P, Q) · e(−P, Q) = 1.
  private static let bn254Pairing = """
    1e108637e60086354079dde54d9110d6699622deb4eb1f01392b87199c8627b5010ea62739449d42ae85\
    2adc60b13a2c694daea4a6183de3ed0d1f03b86d770f0cd52c2745ad4b665bd196f3ff908e606d951d31\
    e119a4611e3c5c20f6e0f68a09a4c388e112265059de18a1b7c54fc3a274e799f9188307cf5df2efcf95\
    2dc9175f06d735a327d1ac6427aed2c7aea719303bb51dd39add4cd012ec4b144bd22ea2b6c5b4e33231\
    c8517dcc15fccfd6c76a3d809165a83335df84a4686107dc1e108637e60086354079dde54d9110d66996\
    22deb4eb1f01392b87199c8627b52f55a84ba7ed02e709cb1ada20d01e312e33bbecc2598ca94f136d13\
    200f86380cd52c2745ad4b665bd196f3ff908e606d951d31e119a4611e3c5c20f6e0f68a09a4c388e112\
    265059de18a1b7c54fc3a274e799f9188307cf5df2efcf952dc9175f06d735a327d1ac6427aed2c7aea7\
    19303bb51dd39add4cd012ec4b144bd22ea2b6c5b4e33231c8517dcc15fccfd6c76a3d809165a83335df\
    84a4686107dc
    """
  private static let bls12Pairing = """
    000000000000000000000000000000000cb318dcfccdfb8d23093c0bde589dda7ba9bfae44df50f93709\
    2c56b7b11f547941676a505ea2875d3f20c8b2b8ce21000000000000000000000000000000000ebfa859\
    45e37ec560f2a7cd1223b664a4ce9701fb14a6dfc338f6925f53bb1b98555fbcc833b6858f775ff3d9bd\
    e746000000000000000000000000000000000c4defa096ba386c082317d3442d3654b5c4a6cc11f0dc7a\
    cbd29d43ec61365e8548837c9402ae86ae93fda27d72e256000000000000000000000000000000001561\
    73c093b70586438f695da05fcf1615a244aa811d3b49c4a27fd2a9848d2d52cd6838492e8ef37e524216\
    b923c1dd0000000000000000000000000000000015d7fde46228171f7898a2b763e1405240357173a692\
    78cd6d11619a230eca637d2f937058ab5fa02dcdbe974e96900400000000000000000000000000000000\
    08a3963af28eeb9d5938e4bb7587bee672b53a566aebed7d5ac1dc42ec9d4461f5bfcd0e9a01435d47eb\
    53a4dfa29f08000000000000000000000000000000000cb318dcfccdfb8d23093c0bde589dda7ba9bfae\
    44df50f937092c56b7b11f547941676a505ea2875d3f20c8b2b8ce210000000000000000000000000000\
    00000b416990f39c67d4ea28ffe93127f672bfa8b482f8706bdfa3f7dc0e975d3b088656a041e920497a\
    2a87a00c2641c365000000000000000000000000000000000c4defa096ba386c082317d3442d3654b5c4\
    a6cc11f0dc7acbd29d43ec61365e8548837c9402ae86ae93fda27d72e256000000000000000000000000\
    00000000156173c093b70586438f695da05fcf1615a244aa811d3b49c4a27fd2a9848d2d52cd6838492e\
    8ef37e524216b923c1dd0000000000000000000000000000000015d7fde46228171f7898a2b763e14052\
    40357173a69278cd6d11619a230eca637d2f937058ab5fa02dcdbe974e96900400000000000000000000\
    00000000000008a3963af28eeb9d5938e4bb7587bee672b53a566aebed7d5ac1dc42ec9d4461f5bfcd0e\
    9a01435d47eb53a4dfa29f08
    """
  /// z, y, commitment and proof for a polynomial of degree 1 at r - 1.
  private static let proof = """
    73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff000000002b6fd9fb68b476d868e1\
    d8231506d0288a42721abfa83f18f3f09971a231f6538e97047975531d60ac334052f048f8b16ac82287\
    ce7065747cf5ebc56c2c0b37e1852ac3786b7d30755c2f87823714fab01f6fbbc8ce5ed55d4718d0b652\
    f0247a1a7b236267f5e6894500cb90e6efa48b9191404b198c19a85975f629664468
    """
}
