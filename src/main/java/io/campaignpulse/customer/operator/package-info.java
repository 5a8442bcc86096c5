/** The operators that follow orders to their customers and customers to who acquired them. */
@NullMarked
package io.campaignpulse.customer.operator;

import org.jspecify.annotations.NullMarked;
