import EVM
import EthereumTypes

/// Set-code authorizations (EIP-7702): applied before the message, kept even if it reverts.
extension TransactionProcessor {
  /// Applies the transaction's authorizations in order; invalid ones are passed over.
  ///
  /// - Returns: Gas to refund for authorities that already existed.
  static func applyAuthorizations(
    of executable: ExecutableTransaction, in block: BlockContext, on evm: inout EVM
  ) -> UInt64 {
    let authorizations = executable.transaction.authorizationList
    var refund: UInt64 = 0
    for (authorization, authority) in zip(authorizations, executable.authorities) {
      refund += apply(authorization, of: authority, in: block, on: &evm)
    }
    return refund
  }

  private static func apply(
    _ authorization: Authorization, of authority: Address?, in block: BlockContext,
    on evm: inout EVM
  ) -> UInt64 {
    let chainID = UInt256(block.environment.chainID)
    guard authorization.chainID.isZero || authorization.chainID == chainID,
      authorization.nonce < .max, let authority
    else { return 0 }
    let account = evm.state.id(of: authority)
    evm.state.warm(account)
    // Listed once the signature is recovered, whatever fails after that (EIP-7928).
    evm.state.touch(account)
    let code = evm.state.code(account)
    guard code.count == 0 || code.delegate != nil else { return 0 }
    guard evm.state.nonce(account) == authorization.nonce else { return 0 }

    // EIP-7702 charges for an empty account in the intrinsic gas and refunds where there is one.
    let refund = evm.state.exists(account) ? block.rules.existingAuthorityRefund : 0
    let designator =
      authorization.address == .zero ? [] : [0xef, 0x01, 0x00] + authorization.address.bytes
    evm.state.setCode(account, bytes: designator)
    evm.state.setNonce(account, authorization.nonce + 1)
    return refund
  }
}
