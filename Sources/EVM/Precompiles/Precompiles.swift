import EthereumTypes

/// The precompiled contracts of each fork.
package enum Precompiles {
  /// Whether the address holds a precompiled contract in this fork.
  package static func isPrecompile(_ address: Address, fork: Fork) -> Bool {
    PrecompiledContract(address: address, fork: fork) != nil
  }

  /// The addresses of a fork's precompiled contracts, ascending; they start every transaction
  /// warm (EIP-2929).
  package static func addresses(for fork: Fork) -> [Address] {
    addressesByFork[fork.rawValue]
  }

  private static let addressesByFork: [[Address]] = Fork.allCases.map { fork in
    PrecompiledContract.allCases.filter { $0.firstFork <= fork }.map(\.address)
  }

  /// Calls the precompiled contract at an address.
  ///
  /// - Parameter output: Replaced by the answer, and emptied when there is none. Its capacity is
  ///   kept: pass the same array again and a call need not allocate.
  /// - Precondition: The fork has a contract at the address.
  package static func run(
    at address: Address, input: UnsafeRawBufferPointer, gas: Int64, fork: Fork,
    output: inout [UInt8]
  ) -> PrecompileResult {
    output.removeAll(keepingCapacity: true)
    guard let contract = PrecompiledContract(address: address, fork: fork) else {
      preconditionFailure("no precompiled contract at \(address) in \(fork)")
    }
    let input = PrecompileInput(bytes: input)
    return switch contract {
    case .ecRecover: ECRecover.call(input, gas: gas, fork: fork, output: &output)
    case .sha256: SHA256Hash.call(input, gas: gas, fork: fork, output: &output)
    case .ripemd160: RIPEMD160Hash.call(input, gas: gas, fork: fork, output: &output)
    case .identity: Identity.call(input, gas: gas, fork: fork, output: &output)
    case .modExp: ModExp.call(input, gas: gas, fork: fork, output: &output)
    case .bn254Add: BN254Add.call(input, gas: gas, fork: fork, output: &output)
    case .bn254Multiply: BN254Multiply.call(input, gas: gas, fork: fork, output: &output)
    case .bn254Pairing: BN254Pairing.call(input, gas: gas, fork: fork, output: &output)
    case .blake2F: Blake2F.call(input, gas: gas, fork: fork, output: &output)
    case .pointEvaluation: PointEvaluation.call(input, gas: gas, fork: fork, output: &output)
    case .bls12G1Add: BLS12G1Add.call(input, gas: gas, fork: fork, output: &output)
    case .bls12G1MSM: BLS12G1MSM.call(input, gas: gas, fork: fork, output: &output)
    case .bls12G2Add: BLS12G2Add.call(input, gas: gas, fork: fork, output: &output)
    case .bls12G2MSM: BLS12G2MSM.call(input, gas: gas, fork: fork, output: &output)
    case .bls12Pairing: BLS12Pairing.call(input, gas: gas, fork: fork, output: &output)
    case .bls12MapFpToG1: BLS12MapFpToG1.call(input, gas: gas, fork: fork, output: &output)
    case .bls12MapFp2ToG2: BLS12MapFp2ToG2.call(input, gas: gas, fork: fork, output: &output)
    case .p256Verify: P256Verify.call(input, gas: gas, fork: fork, output: &output)
    }
  }
}
