import { describeConformance } from './conformance.ts';

describeConformance('v1.11.2');
