import EthereumTypes

/// What one executed transaction contributes to its block, apart from its state accesses.
package struct TransactionResult: Equatable, Sendable {
  package let isSuccess: Bool
  /// Gas the sender pays for: after refunds, at least the calldata floor.
  package let gasUsed: UInt64
  /// Gas that counts against the block's limit; before refunds since EIP-7778.
  package let blockGasUsed: UInt64
  package let logs: [Log]
  /// Made by the worker: it depends on no other transaction, and costs more than the merge of one.
  package let logsBloom: Bloom
}
