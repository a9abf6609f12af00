/** The numbers that the recogniser and its twin in Python share: one file, which both read. */
import constants from "../../../signspan/recognise/constants.json";

export default constants;
