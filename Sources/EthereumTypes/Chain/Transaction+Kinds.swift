extension Transaction {
  /// Makes an unsigned legacy transaction; without a chain id it lacks replay protection.
  package static func legacy(
    chainID: UInt64?, nonce: UInt64, gasPrice: UInt256, gasLimit: UInt64, to: Address?,
    value: UInt256 = .zero, data: [UInt8] = []
  ) -> Transaction {
    Transaction(
      kind: .legacy, chainID: chainID, nonce: nonce, maxPriorityFeePerGas: gasPrice,
      maxFeePerGas: gasPrice, gasLimit: gasLimit, to: to, value: value, data: data)
  }

  /// Makes an unsigned transaction with an access list and a single gas price (EIP-2930).
  package static func accessList(
    chainID: UInt64, nonce: UInt64, gasPrice: UInt256, gasLimit: UInt64, to: Address?,
    value: UInt256 = .zero, data: [UInt8] = [], accessList: [AccessListEntry]
  ) -> Transaction {
    var transaction = Transaction(
      kind: .accessList, chainID: chainID, nonce: nonce, maxPriorityFeePerGas: gasPrice,
      maxFeePerGas: gasPrice, gasLimit: gasLimit, to: to, value: value, data: data)
    transaction.accessList = accessList
    return transaction
  }

  /// Makes an unsigned transaction with a bounded fee (EIP-1559).
  package static func dynamicFee(
    chainID: UInt64, nonce: UInt64, maxPriorityFeePerGas: UInt256, maxFeePerGas: UInt256,
    gasLimit: UInt64, to: Address?, value: UInt256 = .zero, data: [UInt8] = [],
    accessList: [AccessListEntry] = []
  ) -> Transaction {
    var transaction = Transaction(
      kind: .dynamicFee, chainID: chainID, nonce: nonce,
      maxPriorityFeePerGas: maxPriorityFeePerGas, maxFeePerGas: maxFeePerGas, gasLimit: gasLimit,
      to: to, value: value, data: data)
    transaction.accessList = accessList
    return transaction
  }

  /// Makes an unsigned transaction that carries blobs (EIP-4844).
  package static func blob(
    chainID: UInt64, nonce: UInt64, maxPriorityFeePerGas: UInt256, maxFeePerGas: UInt256,
    gasLimit: UInt64, to: Address, value: UInt256 = .zero, data: [UInt8] = [],
    accessList: [AccessListEntry] = [], maxFeePerBlobGas: UInt256, blobVersionedHashes: [Hash32]
  ) -> Transaction {
    var transaction = Transaction(
      kind: .blob, chainID: chainID, nonce: nonce, maxPriorityFeePerGas: maxPriorityFeePerGas,
      maxFeePerGas: maxFeePerGas, gasLimit: gasLimit, to: to, value: value, data: data)
    transaction.accessList = accessList
    transaction.maxFeePerBlobGas = maxFeePerBlobGas
    transaction.blobVersionedHashes = blobVersionedHashes
    return transaction
  }

  /// Makes an unsigned transaction that delegates accounts to code (EIP-7702).
  package static func setCode(
    chainID: UInt64, nonce: UInt64, maxPriorityFeePerGas: UInt256, maxFeePerGas: UInt256,
    gasLimit: UInt64, to: Address, value: UInt256 = .zero, data: [UInt8] = [],
    accessList: [AccessListEntry] = [], authorizationList: [Authorization]
  ) -> Transaction {
    var transaction = Transaction(
      kind: .setCode, chainID: chainID, nonce: nonce, maxPriorityFeePerGas: maxPriorityFeePerGas,
      maxFeePerGas: maxFeePerGas, gasLimit: gasLimit, to: to, value: value, data: data)
    transaction.accessList = accessList
    transaction.authorizationList = authorizationList
    return transaction
  }

  /// Sets the fields common to all kinds and leaves the others empty.
  private init(
    kind: Kind, chainID: UInt64?, nonce: UInt64, maxPriorityFeePerGas: UInt256,
    maxFeePerGas: UInt256, gasLimit: UInt64, to: Address?, value: UInt256, data: [UInt8]
  ) {
    self.kind = kind
    self.chainID = chainID
    self.nonce = nonce
    self.maxPriorityFeePerGas = maxPriorityFeePerGas
    self.maxFeePerGas = maxFeePerGas
    self.gasLimit = gasLimit
    self.to = to
    self.value = value
    self.data = data
    accessList = []
    maxFeePerBlobGas = .zero
    blobVersionedHashes = []
    authorizationList = []
    signature = .absent
  }
}
